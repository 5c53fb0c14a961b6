import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Worker } from "node:worker_threads";
import { assertReturned, holdings } from "../testing/leftovers.ts";
import { FolderThread } from "./folder-thread.ts";
import type { FolderColumns, FolderQuestion } from "./read-folder.ts";
import { plantRoot } from "./testing.ts";

function threadFor(test: TestContext): FolderThread {
  const thread = new FolderThread();
  test.after(() => thread.close());
  return thread;
}

function question(folder: string, most = 99): FolderQuestion {
  return { folder, most, dotfiles: true, by: "name", descending: false };
}

function namesOf({ names }: FolderColumns): string[] {
  return names.split("\0").slice(0, -1);
}

const isLinux = process.platform === "linux";

/** Of each thread of this process. */
async function priorities(): Promise<{ thread: number; priority: number }[]> {
  const threads = (await readdir("/proc/self/task")).map(Number);
  return threads.map((thread) => ({ thread, priority: os.getPriority(thread) }));
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

  it("looks at names that start with a dot only where it is asked to", async (test) => {
    const root = await plantRoot(test, { ".a": "", b: "" });
    const thread = threadFor(test);
    assert.deepEqual(namesOf(await thread.read({ ...question(root.path), dotfiles: false })), ["b"]);
    assert.deepEqual(namesOf(await thread.read(question(root.path))), [".a", "b"]);
  });

  it("reads once for those who wait for the same, and anew for who asks when it has begun", async (test) => {
    const root = await plantRoot(test, { a: "", "folder/": "" });
    const thread = threadFor(test);
    const before = thread.read(question(path.join(root.path, "folder")));
    const [one, other] = [thread.read(question(root.path)), thread.read(question(root.path))];
    assert.equal(one, other);
    await before;
    const later = thread.read(question(root.path));
    assert.notEqual(later, one);
    await one;
    await writeFile(path.join(root.path, "b"), "");
    assert.deepEqual(namesOf(await thread.read(question(root.path))), ["folder", "a", "b"]);
    await later;
  });

  it("does not read what nobody waits for any more", async (test) => {
    const root = await plantRoot(test, { a: "", "folder/x": "" });
    const thread = threadFor(test);
    const posted = test.mock.method(Worker.prototype, "postMessage");
    const first = thread.read(question(root.path));
    const abandoned = thread.read(question(path.join(root.path, "folder")), () => true);
    const half = [true, false].map((left) => thread.read(question(root.path, 5), () => left));
    await assert.rejects(abandoned, { status: 503 });
    await first;
    assert.deepEqual((await Promise.all(half)).map(namesOf), [
      ["folder", "a"],
      ["folder", "a"],
    ]);
    assert.ok(posted.mock.calls.every(({ arguments: [asked] }) => (asked as FolderQuestion).folder === root.path));
  });

  it("runs when it has started, holds nothing more afterwards, and gives all of it back", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const before = holdings();
    await Promise.all([thread.start(), thread.start()]);
    await thread.start();
    const started = holdings();
    await thread.read(question(root.path));
    await assertReturned(started);
    await thread.close();
    await assertReturned(before);
  });

  it(
    "lets the server's own thread go first where cores are few",
    { skip: !isLinux && "only Linux can" },
    async (test) => {
      const ours = await priorities();
      const root = await plantRoot(test, { a: "" });
      await threadFor(test).read(question(root.path));
      const added = (await priorities()).filter(({ thread }) => ours.every((other) => other.thread !== thread));
      assert.deepEqual(os.getPriority(), 0);
      assert.equal(added.filter(({ priority }) => priority === 10).length, 1);
    },
  );

  it("starts anew after it was closed, and whoever waits for it then gets 503", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const waiting = thread.read(question(root.path));
    const queued = thread.read(question(path.join(root.path, "nothing")));
    const refused = [waiting, queued].map((one) => assert.rejects(one, { status: 503 }));
    await Promise.all([thread.close(), thread.close()]);
    await Promise.all(refused);
    assert.deepEqual(namesOf(await thread.read(question(root.path))), ["a"]);
  });

  const failures = [
    {
      rule: "ends",
      method: "postMessage",
      fail: (worker: Worker) => {
        worker.emit("error", new Error("out of memory"));
        void worker.terminate();
      },
    },
    {
      rule: "cannot begin",
      method: "unref",
      fail: (worker: Worker) => {
        void worker.terminate(); // this one has begun all the same
        throw new Error("out of memory");
      },
    },
  ] as const;
  for (const { rule, method, fail } of failures) {
    it(`is done without where it ${rule}, with a warning, until it is closed`, async (test) => {
      const warned = test.mock.method(process, "emitWarning", () => undefined);
      const root = await plantRoot(test, { a: "", "folder/b": "" });
      const failed = test.mock.method(Worker.prototype, method, function (this: Worker) {
        fail(this);
      });
      const thread = threadFor(test);
      await thread.start();
      const folders = [root.path, path.join(root.path, "folder"), root.path];
      const read = await Promise.all(folders.map((folder) => thread.read(question(folder))));
      assert.deepEqual(read.map(namesOf), [["folder", "a"], ["b"], ["folder", "a"]]);
      await assert.rejects(thread.read(question(path.join(root.path, "nothing"))), { code: "ENOENT" });
      assert.equal(failed.mock.callCount(), 1);
      assert.match(String(warned.mock.calls[0]?.arguments[0]), /without a thread.*out of memory/);
      failed.mock.restore();
      await thread.close();
      const posted = test.mock.method(Worker.prototype, "postMessage");
      assert.deepEqual(namesOf(await thread.read(question(root.path))), ["folder", "a"]);
      assert.equal(posted.mock.callCount(), 1);
    });
  }
});
