import assert from "node:assert/strict";
import { mkdtemp, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { HttpError } from "../http/http-error.ts";
import { openFiles } from "../testing/leftovers.ts";
import { findShared } from "./find-shared.ts";
import { HotFiles, type Found, type Load } from "./hot-files.ts";
import { OpenedFile } from "./opened-file.ts";
import type { Root } from "./root.ts";
import { describeFile } from "./shared-file.ts";
import { allClosed, contentOf, plantRoot, refusalOf, type Tree } from "./testing.ts";

const options = { precompressed: false, website: undefined, isListing: false };
const description = { coding: undefined, varies: [], name: "a.txt", isWebsite: true };

/** Files of a real share, kept, and how often each was loaded. */
async function kept(t: TestContext, tree: Tree = { "a.txt": "one" }) {
  const root = await plantRoot(t, tree);
  const hot = new HotFiles();
  t.after(() => hot.close());
  const loads: string[] = [];
  const load = (name: string): Load => {
    return async () => {
      loads.push(name);
      const full = path.join(root.path, name);
      const file = await OpenedFile.open(root, full);
      return describeFile(full, file.stats, file, description);
    };
  };
  const find = (name = "a.txt") => hot.find(name, load(name));
  return { root, hot, loads, find, full: path.join(root.path, "a.txt") };
}

async function textOf(found: Promise<Found>): Promise<string> {
  const file = await found;
  return file.kind === "file" ? contentOf(file.whole()) : file.kind;
}

describe("a file that is asked for again and again", () => {
  it("is loaded once while it stays the same", async (t) => {
    const { find, loads } = await kept(t);
    for (let count = 0; count < 3; count++) assert.equal(await textOf(find()), "one");
    assert.deepEqual(loads, ["a.txt"]);
  });

  it("is loaded once for all who ask meanwhile", async (t) => {
    const { find, loads } = await kept(t);
    const texts = await Promise.all(Array.from({ length: 20 }, () => textOf(find())));
    assert.deepEqual([new Set(texts), loads], [new Set(["one"]), ["a.txt"]]);
  });

  it("is had without a look at the disk for 50 ms", async (t) => {
    const { hot, find } = await kept(t);
    const before = performance.now();
    assert.equal(hot.fresh("a.txt", before), undefined);
    const file = await find();
    const after = performance.now();
    assert.equal(hot.fresh("a.txt", before + 50), file);
    assert.equal(hot.fresh("a.txt", after + 51), undefined);
    assert.equal(hot.fresh("b.txt", before), undefined);
  });

  it("is not found by names that mean something to JavaScript", async (t) => {
    const { hot } = await kept(t);
    for (const name of ["__proto__", "constructor"]) assert.equal(hot.fresh(name, 0), undefined);
  });

  const changes: readonly { readonly rule: string; readonly change: (full: string, root: Root) => Promise<void> }[] = [
    { rule: "is written anew", change: (full) => writeFile(full, "two") },
    {
      rule: "is written anew with the same size and date",
      change: async (full) => {
        const { atime, mtime } = await stat(full);
        await writeFile(full, "two");
        await utimes(full, atime, mtime);
      },
    },
    {
      rule: "has another take its place",
      change: async (full) => {
        await writeFile(`${full}.new`, "two");
        await rename(`${full}.new`, full);
      },
    },
    {
      rule: "becomes a symlink",
      change: async (full, root) => {
        await writeFile(path.join(root.path, "b.txt"), "two");
        await rm(full);
        await symlink("b.txt", full);
      },
    },
  ];
  for (const { rule, change } of changes) {
    it(`is loaded again when it ${rule}`, async (t) => {
      const { find, full, root, loads } = await kept(t);
      assert.equal(await textOf(find()), "one");
      await change(full, root);
      assert.equal(await textOf(find()), "two");
      assert.equal(loads.length, 2);
    });
  }

  it("is gone when it is deleted, and there again when it comes back", async (t) => {
    const { find, full, root } = await kept(t);
    await find();
    await rm(full);
    assert.equal((await refusalOf(find()))[0], 404);
    await allClosed(root.path);
    await writeFile(full, "two");
    assert.equal(await textOf(find()), "two");
  });

  it("is refused when it became a symlink that leads out", async (t) => {
    const { find, full } = await kept(t);
    await find();
    await rm(full);
    await symlink("/etc/passwd", full);
    assert.deepEqual(await refusalOf(find()), [404, "the symlink leads out of the share"]);
  });
});

describe("a file whose state is the same", () => {
  it("is looked for anew after 2 s: what leads to it may have changed", async (t) => {
    const clock = t.mock.method(performance, "now", () => 0);
    const { root, hot } = await kept(t, { "folder/a.txt": "one" });
    const find = () => hot.find("/folder/a.txt", () => findShared(root, ["folder", "a.txt"], [], options));
    assert.equal(await textOf(find()), "one");
    const aside = await mkdtemp(path.join(tmpdir(), "aside-"));
    t.after(() => rm(aside, { recursive: true, force: true }));
    await rename(path.join(root.path, "folder"), path.join(aside, "folder"));
    await symlink(path.join(aside, "folder"), path.join(root.path, "folder"));
    clock.mock.mockImplementation(() => 2001);
    assert.deepEqual(await refusalOf(find()), [404, "the symlink leads out of the share"]);
  });

  it("gives way after 2 s to a neighbour that stands in for it", async (t) => {
    const clock = t.mock.method(performance, "now", () => 0);
    const { root, hot } = await kept(t, { "page.html": "plain" });
    const find = () =>
      hot.find("/page.html", () => findShared(root, ["page.html"], ["br"], { ...options, precompressed: true }));
    assert.equal(await textOf(find()), "plain");
    await writeFile(path.join(root.path, "page.html.br"), "packed");
    clock.mock.mockImplementation(() => 2001);
    assert.equal(await textOf(find()), "packed");
  });
});

describe("files that are kept", () => {
  it("are open once each, and let go of together", async (t) => {
    const { root, hot, find } = await kept(t, { "a.txt": "a", "b.txt": "b" });
    for (const name of ["a.txt", "b.txt", "a.txt"]) await find(name);
    assert.deepEqual(openFiles(root.path).sort(), ["a.txt", "b.txt"]);
    hot.close();
    await allClosed(root.path);
  });

  it("stay readable to those who are being sent them", async (t) => {
    const { hot, find } = await kept(t);
    const file = await find();
    assert.ok(file.kind === "file");
    const response = file.whole();
    hot.close();
    assert.equal(await contentOf(response), "one");
  });

  it("can be sent to who asked while they were let go of", async (t) => {
    const { hot, find } = await kept(t);
    await find();
    const found = find();
    hot.close();
    assert.equal(await textOf(found), "one");
  });

  it("are not kept where they are found when sharing has ended", async (t) => {
    const { hot, find, root } = await kept(t, { "a.txt": Buffer.alloc(300_000).toString() });
    const found = find();
    hot.close();
    assert.equal((await found).kind, "file");
    await allClosed(path.dirname(root.path));
  });

  it("are let go of when nobody has asked for 5 seconds", async (t) => {
    t.mock.timers.enable({ apis: ["setInterval"] });
    const clock = t.mock.method(performance, "now", () => 0);
    const { root, find, hot } = await kept(t, { "a.txt": "a", "b.txt": "b" });
    await find("a.txt");
    await find("b.txt");
    clock.mock.mockImplementation(() => 4000);
    await find("b.txt");
    clock.mock.mockImplementation(() => 5001);
    t.mock.timers.tick(1000);
    await allClosed(root.path, 1);
    assert.deepEqual(openFiles(root.path), ["b.txt"]);
    assert.notEqual(hot.fresh("b.txt", 4000), undefined);
    clock.mock.mockImplementation(() => 9001);
    t.mock.timers.tick(1000);
    await allClosed(root.path);
  });

  it("are looked through by one timer, however many they are", async (t) => {
    const timers = t.mock.method(globalThis, "setInterval");
    const { find } = await kept(t, { "a.txt": "a", "b.txt": "b" });
    for (const name of ["a.txt", "b.txt"]) await find(name);
    assert.equal(timers.mock.callCount(), 1);
  });

  it("are bounded in number: the oldest goes", async (t) => {
    const { root, hot, loads } = await kept(t);
    const bytes = Buffer.from("one");
    const { stats } = await OpenedFile.open(root, path.join(root.path, "a.txt")).then((file) => {
      file.release();
      return file;
    });
    for (let number = 0; number <= 2048; number++) {
      await hot.find(`/${number}`, () => Promise.resolve(describeFile("a.txt", stats, bytes, description)));
    }
    assert.equal(hot.fresh("/0", 0), undefined);
    assert.notEqual(hot.fresh("/1", 0), undefined);
    assert.notEqual(hot.fresh("/2048", 0), undefined);
    assert.deepEqual(loads, []);
  });

  it("are bounded in bytes: 32 MiB", async (t) => {
    const { root, hot } = await kept(t, { "a.txt": "x".repeat(256 * 1024) });
    const file = await OpenedFile.open(root, path.join(root.path, "a.txt"));
    file.release();
    const bytes = Buffer.alloc(file.size);
    for (let number = 0; number <= 128; number++) {
      await hot.find(`/${number}`, () => Promise.resolve(describeFile("a.txt", file.stats, bytes, description)));
    }
    assert.deepEqual([hot.fresh("/0", 0), hot.fresh("/1", 0) === undefined], [undefined, false]);
  });
});

describe("what is no file", () => {
  it("is found anew each time", async (t) => {
    const { hot } = await kept(t);
    let loads = 0;
    for (let count = 0; count < 2; count++) {
      await hot.find("/", () => Promise.resolve(loads++ === 0 ? { kind: "redirect" } : { kind: "folder", path: "/" }));
    }
    assert.deepEqual([loads, hot.fresh("/", 0)], [2, undefined]);
  });

  it("throws what it is to be answered with, to all who ask, each time", async (t) => {
    const { hot } = await kept(t);
    const load = () => Promise.reject(new HttpError(403, "why"));
    const refusals = await Promise.all([refusalOf(hot.find("/", load)), refusalOf(hot.find("/", load))]);
    assert.deepEqual([...refusals, await refusalOf(hot.find("/", load))], Array(3).fill([403, "why"]));
  });
});
