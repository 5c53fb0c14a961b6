import assert from "node:assert/strict";
import { readdir, statfs, unlink } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { plantRoot } from "../files/testing.ts";
import { DiskRoom } from "./disk-room.ts";
import { Intake } from "./intake.ts";
import { bootedAt, writeRecord } from "./upload-record.ts";

const mebibyte = 1024 * 1024;
const bounds = { mostBytes: 9, diskBytesToLeave: 0, mostAtOnce: 9 };
const place = { folders: [], name: "a" };

/** An upload of which one byte has come when its server ended; what its temporary file is called by. */
async function leftBehind(intake: Intake, length: number) {
  const token = "A".repeat(22);
  const incoming = await intake.open({ ...place, length, digest: undefined }, token);
  await incoming.receive(Readable.from([Buffer.from("x")]));
  await intake.park(incoming);
  const record = { name: place.name, length, digest: undefined, madeFolders: 0, bootedAt: bootedAt(), synced: 1 };
  await writeRecord(incoming.path, record);
  return { path: incoming.path, token };
}

describe("a temporary file", () => {
  it("is known as one that lives, however its disk writes it and the folders above it", async (t) => {
    const root = await plantRoot(t, { "photos/": "" });
    const intake = new Intake(root, bounds);
    const announced = { folders: ["photos"], name: "a.jpg", length: 1, digest: undefined };
    const incoming = await intake.open(announced);
    const asListed = path.join(root.path, "Photos", path.basename(incoming.path));
    assert.ok(intake.owns(incoming.path));
    assert.ok(intake.owns(asListed));
    assert.ok(intake.owns(asListed.toLowerCase())); // as NTFS lists on Linux where case is ignored (lowntfs-3g)
    await intake.close(incoming, false);
    assert.ok(!intake.owns(asListed));
  });

  it("of an earlier run is one that lives while it is gone on with, and no longer", async (t) => {
    const intake = new Intake(await plantRoot(t, {}), bounds);
    const { path: part, token } = await leftBehind(intake, 9);
    assert.ok(!intake.owns(part));
    const again = await intake.reopen(place, token);
    assert.ok(again !== undefined && intake.owns(part));
    await intake.close(again, false);
    assert.ok(!intake.owns(part));
  });

  it("of an earlier run is not gone on with where it is longer than a file may be by now", async (t) => {
    const root = await plantRoot(t, {});
    const { token } = await leftBehind(new Intake(root, { ...bounds, mostBytes: 10 }), 10);
    assert.equal(await new Intake(root, bounds).reopen(place, token), undefined);
    const again = await new Intake(root, { ...bounds, mostBytes: 10 }).reopen(place, token);
    assert.equal(again?.announced.length, 10);
    await again.park();
  });
});

describe("the room for a file of which nobody knows the length", () => {
  it("is there for others again once it is saved, however many come", async (t) => {
    const root = await plantRoot(t, {});
    const { bavail, bsize } = await statfs(root.path);
    const diskBytesToLeave = Math.max(0, bavail * bsize - 512 * mebibyte);
    const intake = new Intake(root, { ...bounds, mostBytes: 512 * mebibyte, diskBytesToLeave });
    const announced = { ...place, length: undefined, digest: undefined };
    // each is granted 16 MiB
    for (let left = 40; left > 0; left--) await intake.take(announced, Readable.from([Buffer.from("x")]), "192.0.2.7");
    await intake.close(await intake.open({ ...announced, length: 256 * mebibyte }), false);
  });
});

describe("the room for a file that cannot be made", () => {
  it("is there for others again, however often", async (t) => {
    const root = await plantRoot(t, {});
    const { bavail, bsize } = await statfs(root.path);
    const half = Math.floor((bavail * bsize) / 2);
    const intake = new Intake(root, { mostBytes: half, diskBytesToLeave: 0, mostAtOnce: 9 });
    const token = "A".repeat(22);
    const open = (length: number) => intake.open({ folders: [], name: "a", length, digest: undefined }, token);
    const first = await open(0);
    for (const length of [half, half, half]) await assert.rejects(open(length), { code: "EEXIST" });
    await intake.close(first, false);
  });
});

describe("a folder that was made for another file", () => {
  it("is made anew where that fails just now, and takes its folder with it", async (t) => {
    const root = await plantRoot(t, {});
    const intake = new Intake(root, bounds);
    const announced = { folders: ["new"], name: "a", length: 1, digest: undefined };
    const first = await intake.open(announced);
    const claim = t.mock.method(DiskRoom.prototype, "claim", async function (this: DiskRoom, folder: string) {
      claim.mock.restore();
      await intake.close(first, false);
      return this.claim(folder, 1);
    });
    const second = await intake.open(announced);
    assert.deepEqual(await readdir(root.path), ["new"]);
    await intake.close(second, false);
  });
});

describe("a folder in which a file was saved", () => {
  it("stays, also where the owner has moved that away since, and the next file fails", async (t) => {
    const root = await plantRoot(t, {});
    const intake = new Intake(root, bounds);
    const take = (content: string) => {
      const announced = { folders: ["new"], name: "a", length: undefined, digest: undefined };
      return intake.take(announced, Readable.from([Buffer.from(content)]), "192.0.2.7");
    };
    await unlink((await take("short")).path);
    await assert.rejects(take("longer than it may be"), { status: 413 });
    assert.deepEqual(await readdir(root.path), ["new"]);
  });
});
