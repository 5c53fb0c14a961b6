import assert from "node:assert/strict";
import { createHash, type Hash } from "node:crypto";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
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

async function writerOf(test: TestContext, hash?: Hash) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  const location = path.join(folder, "a");
  const file = await open(location, "w");
  test.after(async () => {
    await file.close();
    await rm(folder, { recursive: true });
  });
  return { file, location, writer: new FileWriter(file, 0, hash, new EarlySyncs()) };
}

describe("bytes that come one by one", () => {
  it("are written before they are many: each takes far more memory than it has", async (test) => {
    const { file, writer } = await writerOf(test);
    for (let piece = 0; piece < 511; piece++) await writer.append(Buffer.from("a"));
    await writer.settle();
    assert.equal((await file.stat()).size, 0);
    for (let piece = 0; piece < 5000; piece++) await writer.append(Buffer.from("a"));
    await writer.settle();
    const { size } = await file.stat();
    assert.ok(size > 4900 && size <= 5511, `${size} bytes`);
  });
});

describe("a disk that has no room for a moment", () => {
  it("is told of once, whoever waits for it: then more may come", async (test) => {
    const { file, writer } = await writerOf(test);
    const writev = file.writev.bind(file);
    file.writev = () => {
      file.writev = writev;
      return Promise.reject(Object.assign(new Error("no room"), { code: "ENOSPC" }));
    };
    const sendMuch = async () => {
      await writer.append(Buffer.alloc(2 * 1024 * 1024));
      await writer.flush();
    };
    await assert.rejects(sendMuch, { code: "ENOSPC" });
    await sendMuch();
    assert.equal((await file.stat()).size, 2 * 1024 * 1024);
  });

  it("leaves no hole: nothing is added behind what did not get there, before that is told", async (test) => {
    const { file, writer } = await writerOf(test);
    test.mock.method(file, "writev", () => Promise.reject(new Error("no room")), { times: 1 });
    await writer.append(Buffer.alloc(256 * 1024, "a"));
    await writer.settle();
    await assert.rejects(writer.append(Buffer.from("b")), { message: "no room" });
    assert.equal(writer.length, 0);
    await writer.append(Buffer.from("c"));
    await writer.sync();
    assert.equal((await file.stat()).size, 1);
  });
});

describe("what has come of a file", () => {
  it("is whole also where the disk takes a part of what it is given, with the right digest", async (test) => {
    const hash = createHash("sha256");
    const { file, location, writer } = await writerOf(test, hash);
    test.mock.method(file, "writev", async (pieces: readonly Buffer[], at: number) => {
      const { bytesWritten } = await file.write(Buffer.concat(pieces).subarray(0, 4), 0, undefined, at);
      return { bytesWritten };
    });
    for (const text of ["abc", "defghijkl", "m"]) await writer.append(Buffer.from(text));
    await writer.flush();
    const content = await readFile(location);
    assert.equal(content.toString(), "abcdefghijklm");
    assert.deepEqual(hash.digest(), createHash("sha256").update(content).digest());
  });

  it("is on the disk only when the last write is through, and the file's length is all of it", async (test) => {
    const { file, writer } = await writerOf(test);
    const sizes: number[] = [];
    test.mock.method(file, "sync", async () => void sizes.push((await file.stat()).size));
    await writer.append(Buffer.alloc(256 * 1024, "a"));
    await writer.append(Buffer.from("b"));
    await writer.sync();
    assert.deepEqual(sizes, [writer.length]);
    assert.equal(writer.length, 256 * 1024 + 1);
  });
});
