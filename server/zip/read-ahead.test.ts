import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { HttpError } from "../http/http-error.ts";
import { memoryContent } from "./disk-contents.ts";
import { ReadAhead } from "./read-ahead.ts";
import { ZipLayout } from "./zip-layout.ts";

const small = 1000;
const large = 65 * 1024;

/** Contents of so many bytes each, all of them the entry's number, and a record of how they were got. */
function contentsOf(sizes: readonly number[], end = sizes.length) {
  const layout = new ZipLayout();
  for (const [index, size] of sizes.entries()) layout.add({ name: `${index}`, size, modified: 0 });
  const opened: number[] = [];
  const read: number[][] = [];
  const bytesOf = (index: number) => Buffer.alloc(sizes[index] ?? 0, index);
  const contents = {
    open: (index: number) => {
      opened.push(index);
      return Promise.resolve(memoryContent(bytesOf(index)));
    },
    readMany: (indexes: readonly number[]) => {
      read.push([...indexes]);
      return Promise.resolve(indexes.map(bytesOf));
    },
  };
  const ahead = new ReadAhead(contents, layout, end);
  /** Opens an entry, and looks whether it is that one. */
  const take = async (index: number) => {
    const target = Buffer.alloc(9);
    const content = await ahead.open(index);
    assert.equal(await content.read(target, 0), 9);
    assert.deepEqual(target, Buffer.alloc(9, index));
  };
  return { take, opened, read };
}

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

describe("small files of a zip", () => {
  it("are read many at once, and the next when half of them are taken", async () => {
    const { take, opened, read } = contentsOf(upTo(200).map(() => small));
    await take(0);
    assert.deepEqual(read, [upTo(64)]);
    for (const index of upTo(31, 1)) await take(index);
    assert.deepEqual(read, [upTo(64), upTo(64, 64)]);
    for (const index of upTo(168, 32)) await take(index);
    assert.deepEqual(read.flat(), upTo(200));
    assert.deepEqual(opened, []);
  });

  it("are no more at once than fit into 256 KiB, of which half is taken before the next are read", async () => {
    const { take, read } = contentsOf(upTo(12).map(() => 64 * 1024));
    await take(0);
    assert.deepEqual(read, [upTo(4)]);
    await take(1);
    assert.deepEqual(read, [upTo(4), upTo(4, 4)]);
  });

  it("are read before large ones that lie between them, which are opened", async () => {
    const { take, opened, read } = contentsOf([small, large, small, large]);
    for (const index of upTo(4)) await take(index);
    assert.deepEqual([opened, read], [[1, 3], [[0, 2]]]);
  });

  it("are not looked for beyond many large ones, nor beyond the end", async () => {
    const { take, opened, read } = contentsOf([small, ...upTo(255).map(() => large), small, small], 257);
    await take(0);
    await take(256);
    await take(257);
    assert.deepEqual([opened, read], [[257], [[0], [256]]]);
  });

  it("are read anew from wherever somebody goes", async () => {
    const { take, read } = contentsOf(upTo(10).map(() => small));
    for (const index of [5, 6, 2, 3]) await take(index);
    assert.deepEqual(read, [upTo(5, 5), upTo(8, 2)]);
  });

  it("are opened side by side, up to eight, where they were left out, and closed again", async () => {
    const layout = new ZipLayout();
    for (const index of upTo(20)) layout.add({ name: `${index}`, size: small, modified: 0 });
    const [opened, closed, waiting]: [number[], number[], (() => void)[]] = [[], [], []];
    const contents = {
      open: async (index: number) => {
        opened.push(index);
        await new Promise<void>((resolve) => waiting.push(resolve));
        if (index === 1) throw new HttpError(503, "it has changed");
        return { ...memoryContent(Buffer.alloc(small, index)), close: () => void closed.push(index) };
      },
      readMany: (indexes: readonly number[]) => Promise.resolve(indexes.map(() => undefined)),
    };
    const ahead = new ReadAhead(contents, layout, 20);
    const taken = upTo(20).map((index) => ahead.open(index));
    const refused = assert.rejects(taken[1] ?? Promise.resolve(), { status: 503, message: "it has changed" });
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    assert.deepEqual(opened, upTo(8));
    while (closed.length < 19) {
      waiting.shift()?.();
      await nextTurn();
    }
    await refused;
    assert.deepEqual(opened, upTo(20));
    const target = Buffer.alloc(small);
    await (await taken[19])?.read(target, 0);
    assert.deepEqual(target, Buffer.alloc(small, 19));
  });

  it("that became shorter are refused, and closed", async () => {
    const layout = new ZipLayout();
    layout.add({ name: "a", size: small, modified: 0 });
    let isClosed = false;
    const contents = {
      open: () => Promise.resolve({ ...memoryContent(Buffer.alloc(small - 1)), close: () => void (isClosed = true) }),
      readMany: () => Promise.resolve([undefined]),
    };
    const taken = new ReadAhead(contents, layout, 1).open(0);
    await assert.rejects(taken, { status: 503, message: "a file became shorter while it was zipped" });
    assert.equal(isClosed, true);
  });
});
