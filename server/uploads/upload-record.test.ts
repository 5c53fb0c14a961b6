import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
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
    for (const text of ["", "null", "[]", '{"name":"a","length":-1,"bootedAt":1,"synced":1}', "x".repeat(5000)]) {
      await writeFile(recordPathOf(part), text);
      assert.equal(await readRecord(part), undefined, text.slice(0, 50));
    }
    await removeRecord(part);
    await removeRecord(part);
    assert.equal(await readRecord(part), undefined);
  });

  it("vouches for all bytes as long as the computer runs, and then for those that were synced", () => {
    assert.ok(isTrusted(record, 5));
    const older = { ...record, bootedAt: record.bootedAt - 60_000, synced: 5 };
    assert.deepEqual([isTrusted(older, 5), isTrusted(older, 6), isTrusted(older, 4)], [true, false, false]);
  });
});
