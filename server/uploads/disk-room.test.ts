import assert from "node:assert/strict";
import { mkdtemp, rmdir, statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { DiskRoom } from "./disk-room.ts";

describe("the room on the disk", () => {
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
