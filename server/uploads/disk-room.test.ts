import assert from "node:assert/strict";
import files, { mkdtemp, rmdir, statfs } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { DiskRoom } from "./disk-room.ts";

const mebibyte = 1024 * 1024;

/** A disk that has so many mebibytes free, for as long as the test says so, and as many names, or none to count. */
function diskWith(test: TestContext, mebibytes: number, names = { files: 0, ffree: 0 }): { free: number } {
  const disk = { free: mebibytes };
  const looking = test.mock.method(files, "statfs", () =>
    Promise.resolve({ bavail: disk.free * 256, bsize: 4096, blocks: 100 * 256, ...names }),
  );
  syncBuiltinESMExports();
  test.after(() => {
    looking.mock.restore();
    syncBuiltinESMExports();
  });
  return disk;
}

const full = { name: "HttpError", status: 507, message: "the disk has no room for it" };

describe("the room on the disk", () => {
  it("is claimed by all together, and what is to stay free stays so", async (test) => {
    diskWith(test, 100);
    const room = new DiskRoom(40 * mebibyte);
    const one = await room.claim("/", 25 * mebibyte);
    await room.claim("/", 35 * mebibyte);
    await assert.rejects(room.claim("/", 1), full);
    await assert.rejects(one.renew(26 * mebibyte), full);
    one.release();
    one.release();
    const other = await room.claim("/", 25 * mebibyte);
    await assert.rejects(room.claim("/", 1), full);
    const renewed = await other.renew(25 * mebibyte);
    await assert.rejects(room.claim("/", 1), full);
    renewed.release();
    await room.claim("/", 25 * mebibyte);
  });

  it("is not there where the disk keeps too few names for what is to stay free", async (test) => {
    diskWith(test, 100, { files: 1000, ffree: 399 });
    await assert.rejects(new DiskRoom(40 * mebibyte).claim("/", 0), full);
    await new DiskRoom(39 * mebibyte).claim("/", 0);
  });

  it("is there where a disk does not tell how many names it has left", async (test) => {
    diskWith(test, 100, { files: 1000, ffree: 0 });
    await new DiskRoom(40 * mebibyte).claim("/", 0);
  });

  it("is the disk's to count where it has been filled", async (test) => {
    const disk = diskWith(test, 100);
    const room = new DiskRoom(40 * mebibyte);
    const claim = await room.claim("/", 50 * mebibyte);
    await claim.spend(20 * mebibyte);
    await claim.spend(30 * mebibyte);
    disk.free -= 50;
    claim.release();
    await room.claim("/", 10 * mebibyte);
    await assert.rejects(room.claim("/", 1), full);
  });

  it("is granted to who tells no length 16 MiB ahead, and where those are not there, as it is needed", async (test) => {
    diskWith(test, 100);
    const room = new DiskRoom(40 * mebibyte);
    const claim = room.claimNothing("/");
    await claim.spend(2 * mebibyte);
    const other = await room.claim("/", 44 * mebibyte);
    await assert.rejects(room.claim("/", 1), full);
    await claim.spend(16 * mebibyte);
    await claim.spend(10 * mebibyte);
    await other.renew(60 * mebibyte);
    await assert.rejects(claim.spend(10 * mebibyte), full);
  });

  it("that was granted ahead and not filled stays granted, whatever else is", async (test) => {
    diskWith(test, 100);
    const room = new DiskRoom(40 * mebibyte);
    const claim = room.claimNothing("/");
    await claim.spend(2 * mebibyte);
    await claim.spend(20 * mebibyte);
    await room.claim("/", 28 * mebibyte);
    await assert.rejects(room.claim("/", 1), full);
    await claim.spend(32 * mebibyte);
  });

  it("is nobody's where a claim came to nothing, the folder being gone", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    const { bavail, bsize } = await statfs(folder);
    const room = new DiskRoom(0);
    const most = Math.floor((bavail * bsize) / 2);
    const gone = { name: "Error", code: "ENOENT" };
    for (const bytes of [most, most, most]) await assert.rejects(room.claim(path.join(folder, "gone"), bytes), gone);
    const begun = await room.claim(folder, 0);
    await rmdir(folder);
    for (const bytes of [most, most, most]) await assert.rejects(begun.renew(bytes), gone);
    for (const bytes of [most, most, most]) await assert.rejects(begun.spend(bytes), gone);
    (await room.claim(os.tmpdir(), most)).release();
  });
});
