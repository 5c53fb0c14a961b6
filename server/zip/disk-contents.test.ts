import assert from "node:assert/strict";
import { rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Worker } from "node:worker_threads";
import { DiskThread } from "../files/disk-thread.ts";
import { openRoot } from "../files/root.ts";
import { plant, temporaryFolder } from "../files/testing.ts";
import { diskContents, type ManyContents } from "./disk-contents.ts";
import { planZip } from "./zip-plan.ts";

/** However busy the machine is. */
const milliseconds = 60_000;

/** A share with small files `a`, `b` and `c` and a hidden one, and the contents of its zip, planned. */
async function planned(test: TestContext): Promise<{ share: string; contents: ManyContents }> {
  const folder = await temporaryFolder(test);
  const files = { "share/a": "one", "share/b": "two", "share/c": "three", "share/.hidden": "key", "out/b": "key" };
  await plant(folder, files);
  const share = path.join(folder, "share");
  // all of one date, so that nothing but the place tells them apart
  for (const name of Object.keys(files)) await utimes(path.join(folder, name), 1e9, 1e9);
  const root = await openRoot(share, false);
  const bounds = { entries: 99, isAbandoned: () => false };
  const plan = await planZip(root, { path: root.path, name: "" }, undefined, bounds);
  const disk = new DiskThread();
  test.after(() => disk.close());
  return { share, contents: diskContents(root, disk, plan, milliseconds) };
}

async function many(contents: ManyContents, indexes: readonly number[]): Promise<(string | undefined)[]> {
  return (await contents.readMany(indexes)).map((bytes) => bytes?.toString());
}

describe("many contents of a zip, read at once", () => {
  it("are those of the files that were planned, in the order in which they are asked for", async (test) => {
    const { contents } = await planned(test);
    assert.deepEqual(await many(contents, [0, 1, 2]), ["one", "two", "three"]);
    assert.deepEqual(await many(contents, [2, 0]), ["three", "one"]);
  });

  it("are without one that has changed, which is an error for whoever opens it", async (test) => {
    const { share, contents } = await planned(test);
    await writeFile(path.join(share, "b"), "TWO");
    await utimes(path.join(share, "b"), 1, 1);
    assert.deepEqual(await many(contents, [0, 1, 2]), ["one", undefined, "three"]);
    await assert.rejects(contents.open(1), { status: 503 });
  });

  for (const [where, target] of [
    ["out of the share", "../out/b"],
    ["to a hidden file", ".hidden"],
  ] as const) {
    it(`are without one that leads ${where} by now, whatever its size and date`, async (test) => {
      const { share, contents } = await planned(test);
      await rm(path.join(share, "b"));
      await symlink(target, path.join(share, "b"));
      assert.deepEqual(await many(contents, [0, 1, 2]), ["one", undefined, "three"]);
      await assert.rejects(contents.open(1), { status: 404 });
    });
  }

  it("are none where there can be no thread, and can be opened all the same", async (test) => {
    test.mock.method(process, "emitWarning", () => undefined);
    test.mock.method(Worker.prototype, "unref", function (this: Worker) {
      void this.terminate();
      throw new Error("out of memory");
    });
    const { contents } = await planned(test);
    assert.deepEqual(await many(contents, [0, 1]), [undefined, undefined]);
    const content = await contents.open(1);
    const target = Buffer.alloc(9);
    assert.equal(await content.read(target, 0), 3);
    content.close();
  });

  it("say which one is gone, or is no longer one that is shared", async (test) => {
    const { share, contents } = await planned(test);
    await rm(path.join(share, "b"));
    await assert.rejects(contents.open(1), { status: 404, message: "b: no such file or folder" });
    await symlink("../out/b", path.join(share, "b"));
    await assert.rejects(contents.open(1), { status: 404, message: "b: the symlink leads out of the share" });
  });

  it("say which one became shorter while it was read", async (test) => {
    const { share, contents } = await planned(test);
    const content = await contents.open(2);
    await truncate(path.join(share, "c"), 2);
    const target = Buffer.alloc(5);
    assert.equal(await content.read(target, 0), 2);
    const shorter = { status: 503, message: "c became shorter while it was zipped" };
    await assert.rejects(content.read(target, 2), shorter);
    content.close();
  });
});
