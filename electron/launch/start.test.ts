import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { describe, it, type TestContext } from "node:test";

const root = path.join(import.meta.dirname, "../..");

/** The project as it is after `npm ci`, with nothing built. */
function freshCopy(): string {
  const copy = mkdtempSync(path.join(tmpdir(), "fresh-"));
  const files = ["package.json", "tsconfig.base.json", "tsconfig.json", "vite.config.ts"];
  for (const part of [...files, "assets", "electron", "renderer", "server", "visitor"]) {
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  return copy;
}

/** Starts it with a file to share. */
function start(test: TestContext, copy: string, environment: NodeJS.ProcessEnv) {
  test.after(() => rmSync(copy, { recursive: true, force: true }));
  writeFileSync(path.join(copy, "hello.txt"), "hello");
  const env = { ...process.env, INIT_CWD: copy, ...environment };
  const args = [path.join(copy, "electron/start.ts"), ".", "--host", "127.0.0.1", "--port", "0", "--log", "ndjson"];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  test.after(() => child.kill());
  return child;
}

/** The page that the share's first line leads to. */
async function sharedPage(child: ReturnType<typeof start>): Promise<string> {
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { event, urls } = JSON.parse(line) as { readonly event: string; readonly urls: readonly string[] };
  assert.equal(event, "listening");
  return (await fetch(urls[0] ?? "")).text();
}

describe("npm start where there is no display", { skip: process.platform !== "linux" }, () => {
  it("shares from the terminal with all that visitors get, though nothing was built before", async (test) => {
    const child = start(test, freshCopy(), { DISPLAY: "", WAYLAND_DISPLAY: "" });
    child.stderr.resume();
    const page = await sharedPage(child);
    assert.match(page, /hello\.txt/);
    assert.match(page, /<script type="module" src="\/\.porchlight\/visitor-[\w-]+\.js\?"/);
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });
});

describe("npm start where Electron ends as soon as it is started", { skip: process.platform !== "linux" }, () => {
  for (const [end, mode, reason] of [
    ["exit 1", 0o755, "Electron ended right after its start (exit status 1)"],
    ["kill -TRAP $$", 0o755, "Electron ended right after its start (SIGTRAP)"],
    ["exit 0", 0o644, "Electron's program cannot be run on this computer"],
  ] as const) {
    it(`shares from the terminal and says why: ${reason}`, async (test) => {
      const copy = freshCopy();
      for (const file of ["electron/main.js", "electron/preload.cjs", "renderer/index.html"]) {
        mkdirSync(path.dirname(path.join(copy, "dist", file)), { recursive: true });
        writeFileSync(path.join(copy, "dist", file), "");
      }
      writeFileSync(path.join(copy, "assets/electron"), `#!/bin/sh\n${end}\n`, { mode });
      const child = start(test, copy, { ELECTRON_OVERRIDE_DIST_PATH: path.join(copy, "assets") });
      const printed = text(child.stderr);
      assert.match(await sharedPage(child), /hello\.txt/);
      child.kill("SIGTERM");
      assert.deepEqual(await once(child, "exit"), [0, null]);
      const said = `The window cannot be opened: ${reason}.\n`;
      assert.ok((await printed).includes(`${said}Sharing from the terminal instead.\n`), await printed);
    });
  }
});
