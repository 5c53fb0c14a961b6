import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { EarlySyncs } from "./early-sync.ts";
import { openNew, within } from "./no-follow.ts";
import { PartialFile } from "./partial-file.ts";
import { readRecord, recordPathOf, writeRecord } from "./upload-record.ts";

/** Two folders, "share" and "out", of a new one. */
async function twoFolders(test: TestContext): Promise<{ readonly share: string; readonly out: string }> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "porchlight-")));
  test.after(() => rm(folder, { recursive: true }));
  const [share, out] = [path.join(folder, "share"), path.join(folder, "out")];
  await Promise.all([mkdir(share), mkdir(out)]);
  return { share, out };
}

/** Puts a symlink in a folder's place; where the folder is now. */
async function swap(share: string, out: string): Promise<string> {
  await rename(share, `${share}-moved`);
  await symlink(out, share);
  return `${share}-moved`;
}

const record = { name: "a", length: 1, digest: undefined, madeFolders: 0, bootedAt: 0, synced: 0 };
const onLinux = { skip: process.platform !== "linux" && "only Linux has paths of what is open" };
const refused = { status: 403, message: "nothing is saved through a symlink" };

describe("a folder in whose place a symlink comes", onLinux, () => {
  it("while something is done in it: that is done in the folder", async (test) => {
    const { share, out } = await twoFolders(test);
    const moved = await within(share, async (own) => {
      const moved = await swap(share, out);
      await mkdir(path.join(own, "new"));
      return moved;
    });
    assert.deepEqual([await readdir(moved), await readdir(out)], [["new"], []]);
  });

  it("before, or in the place of one above it: nothing is done", async (test) => {
    const { share, out } = await twoFolders(test);
    await Promise.all([mkdir(path.join(share, "sub")), mkdir(path.join(out, "sub"))]);
    await swap(share, out);
    const act = test.mock.fn(() => Promise.resolve());
    for (const folder of [share, path.join(share, "sub")]) await assert.rejects(within(folder, act), refused);
    assert.equal(act.mock.callCount(), 0);
  });

  it("before a file begins: neither it nor its record is made where that leads", async (test) => {
    const { share, out } = await twoFolders(test);
    await swap(share, out);
    const part = path.join(share, "a.part");
    await assert.rejects(PartialFile.create(part, undefined, new EarlySyncs()), refused);
    await assert.rejects(writeRecord(part, record), refused);
    assert.deepEqual(await readdir(out), []);
  });

  it("before a file gets its name: nothing gets one where that leads", async (test) => {
    const { share, out } = await twoFolders(test);
    const file = await PartialFile.create(path.join(share, "a.part"), undefined, new EarlySyncs());
    await writeFile(path.join(out, "a.part"), "another");
    await swap(share, out);
    await assert.rejects(file.publish("a.txt"), refused);
    assert.deepEqual(await readdir(out), ["a.part"]);
  });
});

describe("a file in whose place a symlink comes", { skip: process.platform === "win32" }, () => {
  it("is not gone on with, and its record neither written nor read where that leads", async (test) => {
    const { share, out } = await twoFolders(test);
    const part = path.join(share, "a.part");
    const [theirs, theirRecord] = [path.join(out, "theirs"), path.join(out, "their-record")];
    await writeRecord(path.join(out, "b"), record);
    await rename(recordPathOf(path.join(out, "b")), theirRecord);
    await writeFile(theirs, "theirs");
    await symlink(theirs, part);
    await symlink(theirRecord, recordPathOf(part));
    const before = await readFile(theirRecord, "utf8");
    await assert.rejects(PartialFile.reopen(part, undefined, new EarlySyncs()), { code: "ELOOP" });
    await assert.rejects(writeRecord(part, { ...record, length: 2 }), { code: "ELOOP" });
    assert.equal(await readRecord(part), undefined);
    assert.equal(await readFile(theirRecord, "utf8"), before);
  });
});

describe("a file that a visitor sends", { skip: process.platform === "win32" }, () => {
  it("is none that the owner's computer would run", async (test) => {
    const { share } = await twoFolders(test);
    const file = await openNew(path.join(share, "a"));
    await file.close();
    assert.equal((await stat(path.join(share, "a"))).mode & 0o111, 0);
  });
});
