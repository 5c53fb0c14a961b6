import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";

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

describe("npm start where there is no display", { skip: process.platform !== "linux" }, () => {
  it("shares from the terminal with all that visitors get, though nothing was built before", async (test) => {
    const copy = freshCopy();
    test.after(() => rmSync(copy, { recursive: true, force: true }));
    writeFileSync(path.join(copy, "hello.txt"), "hello");
    const env = { ...process.env, INIT_CWD: copy };
    for (const name of ["DISPLAY", "WAYLAND_DISPLAY"]) Reflect.deleteProperty(env, name);
    const args = [path.join(copy, "electron/start.ts"), ".", "--host", "127.0.0.1", "--port", "0", "--log", "ndjson"];
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "ignore"] });
    test.after(() => child.kill());
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { event, urls } = JSON.parse(line) as { readonly event: string; readonly urls: readonly string[] };
    assert.equal(event, "listening");
    const page = await (await fetch(urls[0] ?? "")).text();
    assert.match(page, /hello\.txt/);
    assert.match(page, /<script type="module" src="\/\.porchlight\/visitor-[\w-]+\.js"/);
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });
});
