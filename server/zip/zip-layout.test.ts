import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { Checksums, KnownChecksums } from "./checksums.ts";
import { memoryContent, type ManyContents } from "./disk-contents.ts";
import { pieceMemory } from "./piece-memory.ts";
import { ReadAhead } from "./read-ahead.ts";
import { ZipLayout } from "./zip-layout.ts";
import type { ZipEntry } from "./zip-records.ts";
import { ZipStream, type Content, type Part } from "./zip-stream.ts";

/** Of all zips here, which are made one after the other: a content fits into a piece, or fills several. */
const [memory, littleMemory] = [pieceMemory(512 * 1024), pieceMemory(100)];

type MemoryEntry = ZipEntry & { readonly bytes: Buffer };

const anyEntry = fc
  .record({
    name: fc.string({ unit: "grapheme", minLength: 1 }),
    bytes: fc.uint8Array({ maxLength: 300, size: "max" }),
    isFolder: fc.boolean(),
    modified: fc.integer({ min: -1e12, max: 5e12 }),
  })
  .map(({ name, bytes, isFolder, modified }): MemoryEntry => {
    const content = Buffer.from(isFolder ? [] : bytes);
    return { name: isFolder ? `${name}/` : name, size: content.length, modified, bytes: content };
  });

function layOut(entries: readonly MemoryEntry[]): ZipLayout {
  const layout = new ZipLayout();
  for (const entry of entries) layout.add(entry);
  return layout;
}

/** A zip in memory, some of it made again and again; checksums are known from the times before. */
class MemoryZip {
  readonly layout: ZipLayout;
  readonly #contents: ManyContents;
  #open = 0;
  #checksums: Checksums;

  constructor(entries: readonly MemoryEntry[]) {
    this.layout = layOut(entries);
    const bytesAt = (index: number) => entries[index]?.bytes ?? Buffer.alloc(0);
    this.#contents = {
      open: (index) => Promise.resolve(this.#opened(memoryContent(bytesAt(index)))),
      // some can only be opened by themselves
      readMany: (indexes) => Promise.resolve(indexes.map((index) => (index % 3 === 2 ? undefined : bytesAt(index)))),
    };
    this.#checksums = new Checksums(entries.length);
  }

  /** A content of which no more than 200 bytes come at once, whatever is asked for. */
  #opened(content: Content): Content {
    this.#open++;
    const read: Content["read"] = (target, position) => content.read(target.subarray(0, 200), position);
    return { ...content, read, close: () => this.#open-- };
  }

  forget(): void {
    this.#checksums = new Checksums(this.layout.count);
  }

  async bytes(part: Part = { first: 0, last: this.layout.length - 1 }, piece = memory): Promise<Buffer> {
    const pieces: Buffer[] = [];
    const { count } = this.layout;
    // as it is where many zips are on their way: little pieces, and nothing is read ahead
    const contents = piece === memory ? new ReadAhead(this.#contents, this.layout, count) : this.#contents;
    const stream = new ZipStream(this.layout, contents, this.#checksums, part, piece);
    for await (const piece of stream) pieces.push(Buffer.from(piece));
    assert.equal(this.#open, 0, "what was opened is closed");
    return Buffer.concat(pieces);
  }
}

describe("a zip's layout", () => {
  it("tells the length of what is sent, and where each header stands", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { maxLength: 8 }), async (entries) => {
        const zip = new MemoryZip(entries);
        const { layout } = zip;
        const whole = await zip.bytes();
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
        fc.constantFrom(memory, littleMemory),
        async (entries, one, other, isKnown, memory) => {
          const zip = new MemoryZip(entries);
          const { length } = zip.layout;
          const whole = await zip.bytes();
          const [first = 0, last = 0] = [one % length, other % length].sort((a, b) => a - b);
          if (!isKnown) zip.forget();
          const part = await zip.bytes({ first, last }, memory);
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
    const zip = new MemoryZip([entry("a", "one"), entry("b/", ""), entry("b/c", "two"), entry("d", "")]);
    const whole = await zip.bytes();
    for (let first = 0; first < whole.length; first++) {
      for (let last = first; last < whole.length; last += 13) {
        zip.forget();
        assert.deepEqual(await zip.bytes({ first, last }), whole.subarray(first, last + 1));
      }
    }
  });

  it("a content that comes out shorter than it was is an error, never padding", async () => {
    for (const size of [10, 100_000]) {
      const zip = new MemoryZip([{ name: "a", size, modified: 0, bytes: Buffer.from("short") }]);
      await assert.rejects(zip.bytes(), /shorter/);
    }
  });
});

describe("what is known of a zip's checksums", () => {
  const mebibyte = 1024 * 1024;
  const size = 1000 * mebibyte;

  function marked(): Checksums {
    const checksums = new Checksums(2);
    for (let at = 1; at <= 1000; at++) checksums.note(1, size, { at: at * mebibyte, crc: at });
    return checksums;
  }

  it("starts the reading of what comes before a part at the last mark", () => {
    const checksums = marked();
    assert.deepEqual(checksums.before(1, 0), { at: 0, crc: 0 });
    assert.deepEqual(checksums.before(1, 127 * mebibyte), { at: 64 * mebibyte, crc: 64 });
    assert.deepEqual(checksums.before(0, 127 * mebibyte), { at: 0, crc: 0 });
  });

  it("never goes back: a second reader adds nothing", () => {
    const checksums = marked();
    checksums.note(1, size, { at: 70 * mebibyte, crc: 0 });
    assert.deepEqual(checksums.before(1, 127 * mebibyte), { at: 64 * mebibyte, crc: 64 });
  });

  it("is the whole one in the end, and kept for zips of the same tag, unless that is weak", () => {
    const known = new KnownChecksums();
    known.of('"a"', 2).keep(0, 7);
    known.of('W/"b"', 2).keep(0, 7);
    assert.deepEqual(
      [known.of('"a"', 2).of(0), known.of('"a"', 2).of(1), known.of('W/"b"', 2).of(0)],
      [7, undefined, undefined],
    );
    for (let zip = 0; zip < 8; zip++) known.of(`"${zip}"`, 2);
    assert.equal(known.of('"a"', 2).of(0), undefined, "the oldest is forgotten");
  });
});
