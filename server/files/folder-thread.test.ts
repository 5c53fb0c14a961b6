import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Worker } from "node:worker_threads";
import { FolderThread } from "./folder-thread.ts";
import type { FolderColumns, FolderQuestion } from "./read-folder.ts";
import { plantRoot } from "./testing.ts";

function threadFor(test: TestContext): FolderThread {
  const thread = new FolderThread();
  test.after(() => thread.close());
  return thread;
}

function question(folder: string, most = 99): FolderQuestion {
  return { folder, most, by: "name", descending: false };
}

function namesOf({ names }: FolderColumns): string[] {
  return names.split("\0").slice(0, -1);
}

describe("the thread that reads folders", () => {
  it("tells name, kind, size and date of what is there, sorted, and leaves out what leads nowhere", async (test) => {
    const root = await plantRoot(test, {
      ...{ "b.txt": "hello", "10": "", "9": "", "folder/": "", "to-file": { symlink: "b.txt" } },
      ...{ "to-folder": { symlink: "folder" }, loop: { symlink: "loop" }, dangling: { symlink: "nothing" } },
    });
    const columns = await threadFor(test).read(question(root.path));
    assert.deepEqual(namesOf(columns), ["folder", "to-folder", "9", "10", "b.txt", "to-file"]);
    assert.deepEqual([...columns.kinds], [1, 3, 0, 0, 0, 2]);
    assert.deepEqual([...columns.sizes], [Number.NaN, Number.NaN, 0, 0, 5, 5]);
    assert.ok(columns.dates.every((date) => date > 0));
    assert.equal(columns.isCut, false);
  });

  it("reads no more than it is asked to", async (test) => {
    const root = await plantRoot(test, { a: "", b: "", c: "", dangling: { symlink: "nothing" } });
    const thread = threadFor(test);
    for (const [most, count, isCut] of [
      [2, 2, true],
      [3, 3, false],
    ] as const) {
      const columns = await thread.read(question(root.path, most));
      assert.deepEqual([namesOf(columns).length, columns.isCut], [count, isCut]);
    }
  });

  it("tells the disk's error with its code, and goes on", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    await assert.rejects(thread.read(question(path.join(root.path, "nothing"))), { code: "ENOENT" });
    await assert.rejects(thread.read(question(path.join(root.path, "a"))), { code: "ENOTDIR" });
    assert.deepEqual(namesOf(await thread.read(question(root.path))), ["a"]);
  });

  it("answers many who ask at once, each with its own folder", async (test) => {
    const root = await plantRoot(test, { "0/zero": "", "1/one": "", "2/two": "" });
    const thread = threadFor(test);
    const asked = Array.from({ length: 30 }, (_, index) => thread.read(question(path.join(root.path, `${index % 3}`))));
    const names = (await Promise.all(asked)).map(namesOf);
    assert.deepEqual(
      names,
      asked.map((_, index) => [["zero", "one", "two"][index % 3]]),
    );
  });

  it("reads once for those who ask the same at once, and anew for who asks later", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const [one, other] = await Promise.all([thread.read(question(root.path)), thread.read(question(root.path))]);
    assert.equal(one, other);
    await writeFile(path.join(root.path, "b"), "");
    assert.deepEqual(namesOf(await thread.read(question(root.path))), ["a", "b"]);
  });

  it("starts anew after it was closed, and whoever waits for it then gets 503", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const waiting = thread.read(question(root.path));
    const refused = assert.rejects(waiting, { status: 503 });
    await thread.close();
    await refused;
    assert.deepEqual(namesOf(await thread.read(question(root.path))), ["a"]);
  });

  it("is done without where there can be no thread, with a warning, and not tried again", async (test) => {
    const warned = test.mock.method(process, "emitWarning", () => undefined);
    const root = await plantRoot(test, { a: "" });
    await mkdir(path.join(root.path, "folder"));
    const posted = test.mock.method(Worker.prototype, "postMessage", function (this: Worker) {
      this.emit("error", new Error("out of memory"));
      void this.terminate();
    });
    const thread = threadFor(test);
    assert.deepEqual(namesOf(await thread.read(question(root.path))), ["folder", "a"]);
    assert.deepEqual(namesOf(await thread.read(question(root.path))), ["folder", "a"]);
    assert.equal(posted.mock.callCount(), 1);
    assert.match(String(warned.mock.calls[0]?.arguments[0]), /without a thread.*out of memory/);
    await assert.rejects(thread.read(question(path.join(root.path, "nothing"))), { code: "ENOENT" });
  });
});
