import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { FileChecksums } from "./checksums.ts";
import { ZipLayout } from "./zip-layout.ts";
import type { ZipEntry } from "./zip-records.ts";
import { ZipStream, type Contents, type Part } from "./zip-stream.ts";

type MemoryEntry = ZipEntry & { readonly bytes: Buffer };

const anyEntry = fc
  .record({
    name: fc.string({ unit: "grapheme", minLength: 1 }),
    bytes: fc.uint8Array({ maxLength: 300 }),
    isFolder: fc.boolean(),
    modified: fc.integer({ min: -1e12, max: 5e12 }),
  })
  .map(({ name, bytes, isFolder, modified }): MemoryEntry => {
    const content = Buffer.from(isFolder ? [] : bytes);
    return { name: isFolder ? `${name}/` : name, size: content.length, modified, bytes: content };
  });

function layOut(entries: readonly MemoryEntry[]): ZipLayout<MemoryEntry> {
  const layout = new ZipLayout<MemoryEntry>();
  for (const entry of entries) layout.add(entry);
  return layout;
}

/** Contents in memory; each entry's checksums are known from the times before, or not. */
function memoryContents(known = new Map<MemoryEntry, FileChecksums>()): Contents<MemoryEntry> {
  return {
    open: (entry) =>
      Promise.resolve({
        read: (target, position) => Promise.resolve(entry.bytes.copy(target, 0, position)),
        check: () => Promise.resolve(),
        close: () => undefined,
      }),
    checksumsOf: (entry) => {
      const checksums = known.get(entry) ?? new FileChecksums(entry.size);
      known.set(entry, checksums);
      return checksums;
    },
  };
}

async function bytesOf(layout: ZipLayout<MemoryEntry>, part: Part, contents = memoryContents()): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of new ZipStream(layout, contents, part)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe("a zip's layout", () => {
  it("tells the length of what is sent, and where each header stands", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { maxLength: 8 }), async (entries) => {
        const layout = layOut(entries);
        const whole = await bytesOf(layout, { first: 0, last: layout.length - 1 });
        assert.equal(whole.length, layout.length);
        entries.forEach((entry, index) => {
          const record = layout.recordOffsetOf(index);
          assert.equal(whole.readUInt32LE(layout.offsetOf(index)), 0x04034b50);
          assert.equal(whole.readUInt32LE(record), 0x02014b50);
          assert.equal(whole.readUInt32LE(record + 16), crc32(entry.bytes));
          assert.equal(whole.readUInt32LE(record + 42), layout.offsetOf(index));
        });
      }),
    );
  });

  it("any part of it is the slice of the whole, whatever was read before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEntry, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        async (entries, one, other, isKnown) => {
          const layout = layOut(entries);
          const contents = memoryContents();
          const whole = await bytesOf(layout, { first: 0, last: layout.length - 1 }, contents);
          const [first = 0, last = 0] = [one % layout.length, other % layout.length].sort((a, b) => a - b);
          const part = await bytesOf(layout, { first, last }, isKnown ? contents : memoryContents());
          assert.deepEqual(part, whole.subarray(first, last + 1));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("every part of a small one is the slice of the whole", async () => {
    const entry = (name: string, content: string): MemoryEntry => {
      return { name, size: content.length, modified: 0, bytes: Buffer.from(content) };
    };
    const layout = layOut([entry("a", "one"), entry("b/", ""), entry("b/c", "two"), entry("d", "")]);
    const whole = await bytesOf(layout, { first: 0, last: layout.length - 1 });
    for (let first = 0; first < whole.length; first++) {
      for (let last = first; last < whole.length; last += 13) {
        assert.deepEqual(await bytesOf(layout, { first, last }), whole.subarray(first, last + 1));
      }
    }
  });

  it("a content that comes out shorter than it was is an error, never padding", async () => {
    const layout = layOut([{ name: "a", size: 10, modified: 0, bytes: Buffer.from("short") }]);
    await assert.rejects(bytesOf(layout, { first: 0, last: layout.length - 1 }), /shorter/);
  });
});

describe("what is known of a file's checksums", () => {
  it("starts the reading of what comes before a part at the last mark", () => {
    const mebibyte = 1024 * 1024;
    const checksums = new FileChecksums(1000 * mebibyte);
    for (let at = 1; at <= 1000; at++) checksums.note({ at: at * mebibyte, crc: at });
    assert.deepEqual(checksums.before(0), { at: 0, crc: 0 });
    assert.deepEqual(checksums.before(127 * mebibyte), { at: 64 * mebibyte, crc: 64 });
    assert.deepEqual(checksums.before(1000 * mebibyte), { at: 1000 * mebibyte, crc: 1000 });
  });

  it("never goes back: a second reader adds nothing", () => {
    const checksums = new FileChecksums(10);
    checksums.note({ at: 10, crc: 1 });
    checksums.note({ at: 5, crc: 2 });
    checksums.note({ at: 10, crc: 1 });
    assert.deepEqual(checksums.before(9), { at: 0, crc: 0 });
    assert.deepEqual(checksums.before(10), { at: 10, crc: 1 });
  });
});
