import assert from "node:assert/strict";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { EarlySyncs } from "./early-sync.ts";
import { FileWriter } from "./file-writer.ts";

const length = 64 * 1024;

describe("the memory of bytes that are written", () => {
  it("is given back at once, and only where it holds nothing else", async (test) => {
    if (!("transfer" in ArrayBuffer.prototype)) {
      test.skip("this Node.js cannot give memory back");
      return;
    }
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    const file = await open(path.join(folder, "a"), "w");
    const writer = new FileWriter(file, 0, undefined, new EarlySyncs());
    const alone = Buffer.alloc(length, "a");
    const shared = Buffer.alloc(length + 1, "b");
    const small = Buffer.from("small");
    for (const bytes of [alone, shared.subarray(1), small]) await writer.append(bytes);
    await writer.flush();
    await file.close();
    assert.deepEqual([alone.length, shared.length, small.length], [0, length + 1, 5]);
    const content = await readFile(path.join(folder, "a"), "latin1");
    assert.ok(content === "a".repeat(length) + "b".repeat(length) + "small");
  });
});

describe("a disk that has no room for a moment", () => {
  it("is told of once, whoever waits for it: then more may come", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    const file = await open(path.join(folder, "a"), "w");
    test.after(async () => {
      await file.close();
      await rm(folder, { recursive: true });
    });
    const writev = file.writev.bind(file);
    file.writev = () => {
      file.writev = writev;
      return Promise.reject(Object.assign(new Error("no room"), { code: "ENOSPC" }));
    };
    const writer = new FileWriter(file, 0, undefined, new EarlySyncs());
    const sendMuch = async () => {
      await writer.append(Buffer.alloc(2 * 1024 * 1024));
      await writer.flush();
    };
    await assert.rejects(sendMuch, { code: "ENOSPC" });
    await sendMuch();
    assert.equal((await file.stat()).size, 2 * 1024 * 1024);
  });
});
