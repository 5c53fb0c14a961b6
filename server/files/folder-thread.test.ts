import assert from "node:assert/strict";
import { rm, utimes } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { listFolder, withDetails } from "./folder-entries.ts";
import { StatThread } from "./stat-thread.ts";
import { plantRoot } from "./testing.ts";

function threadFor(test: TestContext): StatThread {
  const thread = new StatThread();
  test.after(() => thread.close());
  return thread;
}

describe("the thread that looks at files", () => {
  it("tells size and date of each name, in their order", async (test) => {
    const root = await plantRoot(test, { "a.txt": "hello", empty: "", "folder/": "", link: { symlink: "a.txt" } });
    for (const name of ["a.txt", "empty"]) await utimes(path.join(root.path, name), 1, 1.5);
    const [folder, ...looks] = await threadFor(test).look(root.path, ["folder", "link", "empty", "a.txt"]);
    assert.ok(typeof folder === "object");
    const modified = 1500;
    assert.deepEqual(looks, [
      { size: 5, modified },
      { size: 0, modified },
      { size: 5, modified },
    ]);
  });

  it("tells what is gone, and of what it can tell nothing", async (test) => {
    const root = await plantRoot(test, { "a.txt": "hello", loop: { symlink: "loop" } });
    const names = ["missing", "a.txt/below", "loop", "\0"];
    assert.deepEqual(await threadFor(test).look(root.path, names), ["gone", "gone", undefined, undefined]);
  });

  it("answers many who ask at once, each with its own", async (test) => {
    const root = await plantRoot(test, Object.fromEntries([1, 2, 3].map((size) => [`f${size}`, "x".repeat(size)])));
    const thread = threadFor(test);
    const names = Array.from({ length: 100 }, (_, index) => `f${1 + (index % 3)}`);
    const looks = await Promise.all(names.map((name) => thread.look(root.path, [name])));
    assert.deepEqual(
      looks.flat().map((look) => typeof look === "object" && look.size),
      names.map((_, index) => 1 + (index % 3)),
    );
  });

  it("starts anew after it was closed, and whoever waits for it then is told", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const waiting = thread.look(root.path, ["a"]);
    const closed = thread.close();
    await assert.rejects(waiting, /the thread has ended/);
    await closed;
    assert.equal((await thread.look(root.path, ["a"])).length, 1);
  });

  it("ends when it had nothing to do for half a minute", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const thread = threadFor(test);
    const ended = test.mock.method(thread, "close");
    test.mock.timers.enable({ apis: ["setTimeout"] });
    await thread.look(root.path, ["a"]);
    test.mock.timers.tick(20_000);
    await thread.look(root.path, ["a"]);
    test.mock.timers.tick(29_999);
    assert.equal(ended.mock.callCount(), 0);
    test.mock.timers.tick(1);
    assert.equal(ended.mock.callCount(), 1);
  });
});

describe("the details of a long listing", () => {
  const names = Array.from({ length: 1000 }, (_, index) => `f${index}`);

  for (const isClosed of [false, true]) {
    it(`are those of its files${isClosed ? ", also where the thread ends meanwhile" : ""}`, async (test) => {
      const root = await plantRoot(test, Object.fromEntries(names.map((name) => [name, name])));
      const { entries } = await listFolder(root, root.path, 9999);
      await rm(path.join(root.path, "f500"));
      const thread = threadFor(test);
      const sizes: (readonly [string, number | undefined])[] = [];
      for await (const batch of withDetails(thread, root.path, entries)) {
        for (const { name, size } of batch) sizes.push([name, size]);
        if (isClosed) await thread.close();
      }
      assert.deepEqual(
        sizes,
        names.filter((name) => name !== "f500").map((name) => [name, name.length]),
      );
    });
  }
});
