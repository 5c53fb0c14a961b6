import assert from "node:assert/strict";
import { readdir, statfs, unlink } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { plantRoot } from "../files/testing.ts";
import { Intake } from "./intake.ts";

describe("a temporary file", () => {
  it("is known as one that lives, however its disk writes it and the folders above it", async (t) => {
    const root = await plantRoot(t, { "photos/": "" });
    const intake = new Intake(root, { mostBytes: 9, diskBytesToLeave: 0, mostAtOnce: 9 });
    const announced = { folders: ["photos"], name: "a.jpg", length: 1, digest: undefined };
    const incoming = await intake.open(announced);
    const asListed = path.join(root.path, "Photos", path.basename(incoming.path));
    assert.ok(intake.owns(incoming.path));
    assert.ok(intake.owns(asListed));
    assert.ok(intake.owns(asListed.toLowerCase())); // as NTFS lists on Linux where case is ignored (lowntfs-3g)
    await intake.close(incoming, false);
    assert.ok(!intake.owns(asListed));
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

describe("a folder in which a file was saved", () => {
  it("stays, also where the owner has moved that away since, and the next file fails", async (t) => {
    const root = await plantRoot(t, {});
    const intake = new Intake(root, { mostBytes: 9, diskBytesToLeave: 0, mostAtOnce: 9 });
    const take = (content: string) => {
      const announced = { folders: ["new"], name: "a", length: undefined, digest: undefined };
      return intake.take(announced, Readable.from([Buffer.from(content)]), "192.0.2.7");
    };
    await unlink((await take("short")).path);
    await assert.rejects(take("longer than it may be"), { status: 413 });
    assert.deepEqual(await readdir(root.path), ["new"]);
  });
});
