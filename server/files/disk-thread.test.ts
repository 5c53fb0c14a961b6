import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { lstatSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { assertReturned, holdings } from "../testing/leftovers.ts";
import { poseAs } from "../testing/pose-as.ts";
import { findAsciiRanks } from "./ascii-ranks.ts";
import { DiskThread, makeWay } from "./disk-thread.ts";
import { nameOrder } from "./name-order.ts";
import {
  lookAtName,
  openListed,
  readFolder,
  sortFound,
  type FolderColumns,
  type FolderQuestion,
} from "./read-folder.ts";
import { plantRoot } from "./testing.ts";

const run = promisify(execFile);
const threadModule = pathToFileURL(path.join(import.meta.dirname, "disk-thread.ts")).href;

/** The command that runs a module's text. */
function commandFor(text: string): [program: string, ...args: string[]] {
  return [process.execPath, "--input-type=module", "-e", text];
}

function threadFor(test: TestContext): DiskThread {
  const thread = new DiskThread();
  test.after(() => thread.close());
  return thread;
}

function question(folder: string, most = 99): FolderQuestion {
  return { folder, most, dotfiles: true, by: "name", descending: false };
}

function namesOf({ names }: FolderColumns): string[] {
  return names.split("\0").slice(0, -1);
}

function dateOf(folder: string, name: string): bigint {
  return statSync(path.join(folder, name), { bigint: true }).mtimeNs;
}

const isLinux = process.platform === "linux";

/** Of each thread of this process. */
async function priorities(): Promise<{ thread: number; priority: number }[]> {
  const threads = (await readdir("/proc/self/task")).map(Number);
  return threads.map((thread) => ({ thread, priority: os.getPriority(thread) }));
}

describe("the thread that asks the disk", () => {
  for (const platform of ["darwin", "win32"] as const) {
    it(`reads a folder by its path on ${platform}, where nothing tells where an open one is`, async (test) => {
      const root = await plantRoot(test, { "a.txt": "hello", "folder/": "", link: { symlink: "folder" } });
      poseAs(test, platform);
      const order = nameOrder(findAsciiRanks, "en");
      const columns = readFolder(question(root.path), order, openListed, lookAtName, sortFound);
      assert.deepEqual([columns.realFolder, namesOf(columns)], [root.path, ["folder", "link", "a.txt"]]);
      assert.deepEqual([...columns.kinds], [1, 3, 0]);
    });
  }

  it("holds a folder that is read by the path by which Node.js asks a disk for the kinds that it did not tell", async (test) => {
    const root = await plantRoot(test, { "a.txt": "hello" });
    const { directory, close } = openListed(root.path);
    try {
      assert.ok(lstatSync(path.join(directory.path, "a.txt")).isFile());
    } finally {
      close();
    }
  });

  it("tells name, kind, size and date of what is there, sorted, and leaves out what leads nowhere", async (test) => {
    const root = await plantRoot(test, {
      ...{ "b.txt": "hello", "10": "", "9": "", "folder/": "", "to-file": { symlink: "b.txt" } },
      ...{ "to-folder": { symlink: "folder" }, loop: { symlink: "loop" }, dangling: { symlink: "nothing" } },
    });
    const columns = await threadFor(test).readFolder(question(root.path));
    assert.deepEqual(namesOf(columns), ["folder", "to-folder", "9", "10", "b.txt", "to-file"]);
    assert.deepEqual([...columns.kinds], [1, 3, 0, 0, 0, 2]);
    assert.deepEqual([...columns.sizes], [Number.NaN, Number.NaN, 0, 0, 5, 5]);
    assert.ok(columns.dates.every((date) => date > 0));
    assert.equal(columns.isCut, false);
  });

  it("sorts by the language that it is told, and not by what a thread takes for its own", async (test) => {
    const root = await plantRoot(test, { Äpple: "", Zebra: "" });
    for (const [language, names] of [
      ["sv", ["Zebra", "Äpple"]],
      ["de", ["Äpple", "Zebra"]],
    ] as const) {
      const thread = new DiskThread(language);
      test.after(() => thread.close());
      assert.deepEqual(namesOf(await thread.readFolder(question(root.path))), names, language);
    }
  });

  it("reads no more than it is asked to", async (test) => {
    const root = await plantRoot(test, { a: "", b: "", c: "", dangling: { symlink: "nothing" } });
    const thread = threadFor(test);
    for (const [most, count, isCut] of [
      [2, 2, true],
      [3, 3, false],
    ] as const) {
      const columns = await thread.readFolder(question(root.path, most));
      assert.deepEqual([namesOf(columns).length, columns.isCut], [count, isCut]);
    }
  });

  it("tells the disk's error with its code, and goes on", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    await assert.rejects(thread.readFolder(question(path.join(root.path, "nothing"))), { code: "ENOENT" });
    await assert.rejects(thread.readFolder(question(path.join(root.path, "a"))), { code: "ENOTDIR" });
    assert.deepEqual(namesOf(await thread.readFolder(question(root.path))), ["a"]);
  });

  it("looks at names that start with a dot only where it is asked to", async (test) => {
    const root = await plantRoot(test, { ".a": "", b: "" });
    const thread = threadFor(test);
    assert.deepEqual(namesOf(await thread.readFolder({ ...question(root.path), dotfiles: false })), ["b"]);
    assert.deepEqual(namesOf(await thread.readFolder(question(root.path))), [".a", "b"]);
  });

  it("reads small files whole, in turn with folders, and says which it could not", async (test) => {
    const root = await plantRoot(test, { a: "one", b: "two" });
    const thread = threadFor(test);
    const file = (name: string) => ({ path: path.join(root.path, name), size: 3, mtimeNs: dateOf(root.path, name) });
    const [read, columns] = await Promise.all([
      thread.readFiles({ files: [file("a"), { ...file("a"), size: 2 }, file("b")], milliseconds: 1000 }),
      thread.readFolder(question(root.path)),
    ]);
    assert.deepEqual(read.realPaths, [path.join(root.path, "a"), "", path.join(root.path, "b")]);
    assert.equal(Buffer.from(read.bytes).toString(), "one\0\0two");
    assert.deepEqual(namesOf(columns), ["a", "b"]);
  });

  it("runs when it has started, holds nothing more afterwards, and gives all of it back", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const before = holdings();
    await Promise.all([thread.start(), thread.start()]);
    await thread.start();
    const started = holdings();
    await thread.readFolder(question(root.path));
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
      await threadFor(test).readFolder(question(root.path));
      const added = (await priorities()).filter(({ thread }) => ours.every((other) => other.thread !== thread));
      assert.deepEqual(os.getPriority(), 0);
      assert.equal(added.filter(({ priority }) => priority === 10).length, 1);
    },
  );

  it(
    "goes last in a program that was started with a low priority",
    { skip: !isLinux && "only Linux can" },
    async () => {
      const work = `
      import { readdirSync } from "node:fs";
      import os from "node:os";
      import { DiskThread } from ${JSON.stringify(threadModule)};
      const ours = readdirSync("/proc/self/task");
      const thread = new DiskThread();
      await thread.readFolder({ folder: "/", most: 9, dotfiles: true, by: "name", descending: false });
      const added = readdirSync("/proc/self/task").filter((id) => !ours.includes(id));
      console.log(added.map((id) => os.getPriority(Number(id))).join());
      await thread.close();`;
      const { stdout, stderr } = await run("nice", ["-n", "15", ...commandFor(work)]);
      assert.deepEqual([stdout, stderr], ["19\n", ""]);
    },
  );

  it(
    "is like all others in a sandbox that forbids another priority",
    { skip: !isLinux && "only Linux can" },
    (test) => {
      const asked = test.mock.method(os, "setPriority", () => {
        throw Object.assign(new Error("not permitted"), { code: "EPERM" });
      });
      makeWay();
      assert.equal(asked.mock.callCount(), 1);
    },
  );

  it("starts anew after it was closed, and whoever waits for it then gets 503", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const waiting = thread.readFolder(question(root.path));
    const queued = thread.readFolder(question(path.join(root.path, "nothing")));
    const refused = [waiting, queued].map((one) => assert.rejects(one, { status: 503 }));
    await Promise.all([thread.close(), thread.close()]);
    await Promise.all(refused);
    await thread.start();
    assert.deepEqual(namesOf(await thread.readFolder(question(root.path))), ["a"]);
  });

  it("is not begun again, when it is closed, by what is asked of it late", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    await thread.readFolder(question(root.path));
    await thread.close();
    const begun = test.mock.method(Worker.prototype, "unref");
    await assert.rejects(thread.readFolder(question(root.path)), { status: 503 });
    await assert.rejects(thread.readFiles({ files: [], milliseconds: 1000 }), { status: 503 });
    assert.equal(begun.mock.callCount(), 0);
  });

  it("ends in a program that waits for nothing else", async () => {
    const work = `
      import { DiskThread } from ${JSON.stringify(threadModule)};
      const thread = new DiskThread();
      await thread.start();
      await thread.close();
      console.log("closed");`;
    const [program, ...args] = commandFor(work);
    const { stdout } = await run(program, args);
    assert.equal(stdout, "closed\n");
  });

  it("is closed also where it fails meanwhile", async (test) => {
    const thread = threadFor(test);
    await thread.start();
    test.mock.method(Worker.prototype, "postMessage", function (this: Worker) {
      this.emit("error", new Error("out of memory"));
      void this.terminate();
    });
    await thread.close();
  });

  it("is stopped in its midst only where it does not end", async (test) => {
    const stopped = test.mock.method(Worker.prototype, "terminate");
    const thread = threadFor(test);
    await thread.start();
    await thread.close();
    assert.equal(stopped.mock.callCount(), 0);
    await thread.start();
    test.mock.method(Worker.prototype, "postMessage", () => undefined);
    test.mock.timers.enable({ apis: ["setTimeout"] });
    const closed = thread.close();
    test.mock.timers.tick(1000);
    await closed;
    assert.equal(stopped.mock.callCount(), 1);
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
      const read = await Promise.all(folders.map((folder) => thread.readFolder(question(folder))));
      assert.deepEqual(read.map(namesOf), [["folder", "a"], ["b"], ["folder", "a"]]);
      await assert.rejects(thread.readFolder(question(path.join(root.path, "nothing"))), { code: "ENOENT" });
      const file = { path: path.join(root.path, "a"), size: 0, mtimeNs: dateOf(root.path, "a") };
      assert.deepEqual((await thread.readFiles({ files: [file, file], milliseconds: 1000 })).realPaths, ["", ""]);
      assert.equal(failed.mock.callCount(), 1);
      assert.match(String(warned.mock.calls[0]?.arguments[0]), /without a thread.*out of memory/);
      failed.mock.restore();
      await thread.close();
      await thread.start();
      const posted = test.mock.method(Worker.prototype, "postMessage");
      assert.deepEqual(namesOf(await thread.readFolder(question(root.path))), ["folder", "a"]);
      assert.equal(posted.mock.callCount(), 1);
    });
  }
});
