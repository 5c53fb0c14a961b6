import assert from "node:assert/strict";
import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { EarlySync, EarlySyncs } from "./early-sync.ts";
import { FileWriter } from "./file-writer.ts";

const mebibyte = 1024 * 1024;
const slice = 32 * mebibyte;

/** A file whose early syncs wait for the test. */
async function heldFile(test: TestContext) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  const file = await open(path.join(folder, "a"), "w");
  test.after(async () => {
    await file.close();
    await rm(folder, { recursive: true });
  });
  const syncs: ((error?: Error) => void)[] = [];
  file.datasync = () =>
    new Promise((resolve, reject) => {
      syncs.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  return { file, syncs };
}

async function append(writer: FileWriter, bytes: number): Promise<void> {
  for (let left = bytes; left > 0; left -= mebibyte) await writer.append(Buffer.alloc(Math.min(left, mebibyte)));
  await writer.flush();
}

describe("a long file that is put on the disk while it comes", () => {
  it("is synced a slice at a time, one sync at a time, and written on meanwhile", async (test) => {
    const { file, syncs } = await heldFile(test);
    const writer = new FileWriter(file, 0, undefined, new EarlySyncs());
    await append(writer, slice - 1);
    assert.equal(syncs.length, 0, "too short to begin");
    await append(writer, 2 * slice);
    assert.equal(syncs.length, 1, "another one has to wait");
    syncs[0]?.();
    await append(writer, mebibyte);
    assert.equal(syncs.length, 2);
    syncs[1]?.();
    await writer.sync();
    assert.equal((await file.stat()).size, 3 * slice - 1 + mebibyte);
  });

  it("shares the one sync with all other files", async (test) => {
    const [one, other] = [await heldFile(test), await heldFile(test)];
    const syncs = new EarlySyncs();
    new EarlySync(syncs, one.file, 0).reached(slice);
    const waiting = new EarlySync(syncs, other.file, 0);
    waiting.reached(slice);
    assert.deepEqual([one.syncs.length, other.syncs.length], [1, 0]);
    one.syncs[0]?.();
    await new EarlySync(syncs, one.file, 0).settle();
    await new Promise((resolve) => setImmediate(resolve));
    waiting.reached(slice);
    assert.equal(other.syncs.length, 1);
  });

  it("fails for good when the disk lost some of it: the last sync would not tell that again", async (test) => {
    const { file, syncs } = await heldFile(test);
    const writer = new FileWriter(file, 0, undefined, new EarlySyncs());
    await append(writer, slice);
    syncs[0]?.(new Error("the disk is broken"));
    await writer.settle();
    const lost = { message: "the disk is broken" };
    await assert.rejects(writer.append(Buffer.from("more")), lost);
    await assert.rejects(writer.flush(), lost);
    await assert.rejects(writer.sync(), lost);
  });

  it("is not taken for whole while a slice of it is on its way to the disk, and may be lost", async (test) => {
    const { file, syncs } = await heldFile(test);
    const writer = new FileWriter(file, 0, undefined, new EarlySyncs());
    await append(writer, slice);
    const whole = assert.rejects(writer.sync(), { message: "the disk is broken" });
    syncs[0]?.(new Error("the disk is broken"));
    await whole;
  });
});

describe("a file that comes faster than the disk writes", () => {
  it("keeps who sends it waiting only until some of it is written", async (test) => {
    const { file } = await heldFile(test);
    const steps: (() => void)[] = [];
    const writev = file.writev.bind(file);
    file.writev = async <Buffers extends readonly NodeJS.ArrayBufferView[]>(buffers: Buffers, position?: number) => {
      await new Promise<void>((resolve) => steps.push(resolve));
      return writev(buffers, position);
    };
    const writer = new FileWriter(file, 0, undefined, new EarlySyncs());
    await writer.append(Buffer.alloc(mebibyte));
    let mayGoOn = false;
    const second = writer.append(Buffer.alloc(mebibyte)).then(() => (mayGoOn = true));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(mayGoOn, false);
    steps[0]?.();
    await second;
    assert.equal(writer.length, 2 * mebibyte, "the second piece is not written yet, and does not hold anybody up");
    while (steps.length < 2) await new Promise((resolve) => setImmediate(resolve));
    steps[1]?.();
    await writer.flush();
  });
});
