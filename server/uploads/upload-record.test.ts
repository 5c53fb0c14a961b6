import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { bootedAt, isTrusted, readRecord, recordPathOf, removeRecord, writeRecord } from "./upload-record.ts";

describe("the record of an upload", () => {
  const record = {
    name: "größe 1.bin",
    length: 9,
    digest: Buffer.alloc(32, 1),
    madeFolders: 2,
    bootedAt: bootedAt(),
    synced: 0,
  };

  it("is read as it was written, also over an older one, and gone when it is removed", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    const part = path.join(folder, "a.part");
    assert.equal(await readRecord(part), undefined);
    await writeRecord(part, { ...record, name: "x".repeat(255), digest: undefined });
    assert.equal((await readRecord(part))?.digest, undefined);
    await writeRecord(part, record);
    assert.deepEqual(await readRecord(part), record);
    const { digest, ...plain } = { ...record, digest: "AAAA" };
    const wrong = [{ name: 1 }, { length: -1 }, { length: "1" }, { bootedAt: null }, { synced: 0.5 }, { digest: 7 }];
    const texts = wrong.map((change) => JSON.stringify({ ...plain, ...change }));
    for (const text of ["", "null", "7", "[]", "x".repeat(5000), ...texts]) {
      await writeFile(recordPathOf(part), text);
      assert.equal(await readRecord(part), undefined, text.slice(0, 50));
    }
    await writeFile(recordPathOf(part), JSON.stringify({ ...plain, digest, madeFolders: -1 }));
    assert.deepEqual(await readRecord(part), { ...plain, digest: Buffer.alloc(3), madeFolders: 0 });
    await removeRecord(part);
    await removeRecord(part);
    assert.equal(await readRecord(part), undefined);
  });

  it("lies beside its partial file, wherever that is, and is for its owner's eyes", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight.part-"));
    test.after(() => rm(folder, { recursive: true }));
    await writeRecord(path.join(folder, "a.part"), record);
    assert.deepEqual(await readdir(folder), ["a.upload"]);
    const { mode } = await stat(path.join(folder, "a.upload"));
    if (process.platform !== "win32") assert.equal(mode & 0o777, 0o600);
  });

  it("vouches for all bytes as long as the computer runs, and then for those that were synced", () => {
    assert.ok(isTrusted(record, 5));
    const older = { ...record, bootedAt: record.bootedAt - 60_000, synced: 5 };
    assert.deepEqual([isTrusted(older, 5), isTrusted(older, 6), isTrusted(older, 4)], [true, false, false]);
  });
});
