import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { get } from "../connection/testing.ts";
import { smallDisk } from "./disk.ts";
import { RawClient } from "./raw-client.ts";
import { folderOf } from "./shared-folder.ts";
import { missing, shareFolder } from "./terminal.ts";

const withoutTerminals = await missing("script");

/** What a program begins with in which files whose names end in "log" cannot be closed. */
const fullWhenClosed = `
  import files from "node:fs/promises";
  import { syncBuiltinESMExports } from "node:module";
  const open = files.open;
  files.open = async (...args) => {
    const file = await open(...args);
    if (String(args[0]).endsWith("log")) file.close = () => Promise.reject(new Error("disk quota exceeded"));
    return file;
  };
  syncBuiltinESMExports();`;

async function ask(port: number, times: number): Promise<void> {
  const visitor = await RawClient.open(port);
  for (let request = 0; request < times; request++) {
    await visitor.send(get("/a.txt", `User-Agent: ${"x".repeat(500)}\r\n`));
    assert.equal((await visitor.response()).status, 200);
  }
  visitor.close();
}

describe("the terminal command in trouble", () => {
  it("goes on sharing when the disk of its log file is full, and says how many lines were lost in all", async (test) => {
    const folder = await folderOf(test, { "a.txt": "a" });
    const disk = smallDisk(test, "64k");
    if (disk === undefined) {
      test.skip("no file system can be mounted here");
      return;
    }
    const [file, ballast] = [path.join(disk.folder, "log"), path.join(disk.folder, "ballast")];
    await writeFile(ballast, Buffer.alloc(16_000));
    const terminal = await shareFolder(test, folder, ["--log", "combined", "--log-file", file]);
    await ask(terminal.port, 400);
    await terminal.says(/porchlight: [0-9]+ lines? of the log (was|were) lost: .*ENOSPC/, "errors");
    await ask(terminal.port, 10);
    await rm(ballast);
    await ask(terminal.port, 5);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
    const lines = (await readFile(file, "utf8")).split("\n");
    assert.equal(lines.pop(), "");
    for (const line of lines)
      assert.match(line, /^127\.0\.0\.1 - - \[.*\] "GET \/a\.txt HTTP\/1\.1" 200 1 "-" "x{500}"$/);
    const lost = [...terminal.errors.matchAll(/porchlight: ([0-9]+) lines?/g)].map(([, count]) => Number(count));
    assert.equal(lines.length + (lost.at(-1) ?? 0), 415);
  });

  it("ends well where its log file cannot be closed: a network drive may say only then that it is full", async (test) => {
    const folder = await folderOf(test, { "a.txt": "a", "full.mjs": fullWhenClosed });
    const full = { shell: `export NODE_OPTIONS='--import=${path.join(folder, "full.mjs")}'` };
    const terminal = await shareFolder(test, folder, ["--log-file", path.join(folder, "log")], full);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
    assert.equal(terminal.errors, "porchlight: the log may lack its last lines: disk quota exceeded\n");
  });

  it("goes on sharing when nobody reads its output any more", async (test) => {
    const terminal = await shareFolder(test, await folderOf(test, { "a.txt": "a" }));
    terminal.child.stdout?.destroy();
    await ask(terminal.port, 20);
    await terminal.says(/lines? of the log (was|were) lost/, "errors");
    await ask(terminal.port, 20);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
  });

  it("goes on sharing when nobody hears its complaints either", async (test) => {
    const terminal = await shareFolder(test, await folderOf(test, { "a.txt": "a" }));
    terminal.child.stdout?.destroy();
    terminal.child.stderr?.destroy();
    await ask(terminal.port, 20);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
  });

  it("says what it has to say, and ends well, when its log goes to a file and nobody reads its output", async (test) => {
    const folder = await folderOf(test, { "a.bin": Buffer.alloc(20_000_000) });
    const terminal = await shareFolder(test, folder, ["--log-file", path.join(folder, "log")]);
    const visitor = await RawClient.open(terminal.port);
    await visitor.send(get("/a.bin"));
    await visitor.until(1);
    visitor.socket.pause();
    terminal.child.stdout?.destroy();
    terminal.child.kill("SIGTERM");
    visitor.socket.resume();
    await visitor.rest();
    assert.equal(await terminal.exited, 0);
  });

  it("goes on sharing when its output is not read, and stops when told", async (test) => {
    const terminal = await shareFolder(test, await folderOf(test, { "a.txt": "a" }));
    terminal.child.stdout?.pause();
    await ask(terminal.port, 2000);
    terminal.child.kill("SIGTERM");
    terminal.child.stdout?.resume();
    assert.equal(await terminal.exited, 0);
  });

  it("goes on sharing when its terminal stands still", { skip: withoutTerminals }, async (test) => {
    const inTerminal = { shell: 'exec script --quiet --flush --command "$*" /dev/null' };
    const terminal = await shareFolder(test, await folderOf(test, { "a.txt": "a" }), undefined, inTerminal);
    terminal.child.stdout?.pause();
    await ask(terminal.port, 2000);
  });

  it("stops when told, although its output is not read, and says how many of its last lines are lost", async (test) => {
    const terminal = await shareFolder(test, await folderOf(test, { "a.txt": "a" }));
    terminal.child.stdout?.pause();
    await ask(terminal.port, 2000);
    terminal.child.kill("SIGTERM");
    await new Promise((resolve) => terminal.child.once("exit", resolve));
    assert.equal(terminal.child.exitCode, 0);
    terminal.child.stdout?.resume();
    await terminal.exited;
    const [, lost = "0"] =
      /porchlight: ([0-9]+) lines of the log were lost: they could not be written in time/.exec(terminal.errors) ?? [];
    const written = [...terminal.output.matchAll(/^{"event":"request".*}$/gm)].length;
    // of the lines that were being written some have come
    assert.ok(Number(lost) <= 2000 && Number(lost) + written >= 2000, `${lost} lost, ${written} written`);
  });

  it("stops when told twice, although its output is not read", async (test) => {
    const terminal = await shareFolder(test, await folderOf(test, { "a.txt": "a" }));
    terminal.child.stdout?.pause();
    await ask(terminal.port, 2000);
    const visitor = await RawClient.open(terminal.port);
    terminal.child.kill("SIGTERM");
    await visitor.rest();
    terminal.child.kill("SIGTERM");
    await new Promise((resolve) => terminal.child.once("exit", resolve));
    assert.equal(terminal.child.exitCode, 0);
    terminal.child.stdout?.resume();
  });

  it("goes on when it has no descriptor left for visitors, and serves them when there are some again", async (test) => {
    const folder = await folderOf(test, { "a.txt": "a" });
    const terminal = await shareFolder(test, folder, ["--log", "none"], { shell: "ulimit -n 64" });
    const crowd = await Promise.allSettled(Array.from({ length: 200 }, () => RawClient.open(terminal.port)));
    for (const visitor of crowd) if (visitor.status === "fulfilled") await visitor.value.send(get("/a.txt"));
    for (const visitor of crowd) if (visitor.status === "fulfilled") visitor.value.close();
    assert.equal(terminal.child.exitCode, null);
    let status = 0;
    while (status !== 200) {
      const visitor = await RawClient.open(terminal.port);
      await visitor.send(get("/a.txt"));
      status = (await visitor.response().catch(() => ({ status: 0 }))).status;
      visitor.close();
    }
  });
});
