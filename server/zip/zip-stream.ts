import { HttpError } from "../http/http-error.ts";
import type { Checksums } from "./checksums.ts";
import { pieceMemory, type PieceMemory } from "./piece-memory.ts";
import type { ZipLayout } from "./zip-layout.ts";
import { descriptor, directoryRecord, endRecords, localHeader, localHeaderLength } from "./zip-records.ts";

/** An entry's content while it is read. */
export type Content = {
  /** Fills the target from a position; how many bytes came, 0 at the end. */
  readonly read: (target: Buffer, position: number) => Promise<number>;
  /** Throws when the content is not what the archive was laid out for. */
  readonly check: () => Promise<void>;
  readonly close: () => void;
};

/** Where the contents of entries come from. */
export type Contents = { readonly open: (index: number) => Promise<Content> };

/** Which bytes of the archive, both ends included. */
export type Part = { readonly first: number; readonly last: number };

/** Says that work goes on while nothing can be sent. */
const nothing = Buffer.alloc(0);

/** Entries, and records of them, that are made before others may get their turn: a piece may hold thousands. */
const entriesAtOnce = 64;

/** A piece goes out in such slices: how far a download is, is known when one has been taken. */
const sliceBytes = 512 * 1024;

function* slicesOf(piece: Buffer): Generator<Buffer> {
  let at = 0;
  do yield piece.subarray(at, at + sliceBytes);
  while ((at += sliceBytes) < piece.length);
}

/** A read whose bytes nobody wants any more; whoever does is told of its error. */
function ignore(): void {
  // nothing to do
}

/**
 * Makes a part of a zip in pieces, which share their memory: a piece is not to be looked at once the next is asked
 * for. An empty piece tells that work goes on while there is nothing to send.
 */
export class ZipStream implements AsyncIterable<Buffer> {
  readonly #layout: ZipLayout;
  readonly #contents: Contents;
  readonly #part: Part;
  readonly #checksums: Checksums;
  readonly #memory: PieceMemory;
  #piece: Buffer;
  /** The piece that may still be on its way out. */
  #spare: Buffer;
  #filled = 0;

  /** `memory`: its own for as long as it is read. */
  constructor(
    layout: ZipLayout,
    contents: Contents,
    checksums: Checksums,
    part: Part,
    memory = pieceMemory(sliceBytes),
  ) {
    this.#layout = layout;
    this.#contents = contents;
    this.#part = part;
    this.#memory = memory;
    [this.#piece, this.#spare] = memory.pieces;
    this.#checksums = checksums;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, undefined> {
    for await (const piece of this.#pieces()) yield* slicesOf(piece);
  }

  async *#pieces(): AsyncGenerator<Buffer, undefined> {
    const { first, last } = this.#part;
    const { count } = this.#layout;
    for (let index = this.#layout.entryAt(first); index < count; index++) {
      if (this.#layout.offsetOf(index) > last) break;
      yield* this.#sendEntry(index);
      if (index % entriesAtOnce === 0) yield nothing;
    }
    for (let index = this.#layout.recordAt(first); index < count; index++) {
      if (this.#layout.recordOffsetOf(index) > last) break;
      yield* this.#sendRecord(index);
      if (index % entriesAtOnce === 0) yield nothing;
    }
    yield* this.#send(this.#layout.endOffset, endRecords(this.#layout.directory));
    if (this.#filled > 0) yield this.#take();
  }

  async *#sendEntry(index: number): AsyncGenerator<Buffer> {
    const entry = this.#layout.entry(index);
    const offset = this.#layout.offsetOf(index);
    const start = offset + localHeaderLength(entry);
    yield* this.#send(offset, localHeader(entry));
    if (entry.size === 0) return;
    const end = start + entry.size;
    yield* this.#sendContent(index, start);
    const crc = this.#checksums.of(index);
    if (crc !== undefined) yield* this.#send(end, descriptor(entry, crc));
    else if (this.#part.last >= end && this.#part.first < end + descriptor(entry, 0).length) {
      yield* this.#send(end, descriptor(entry, yield* this.#checksumOf(index)));
    }
  }

  /**
   * Sends what the part has of an entry's content, and works out its checksum where the part goes beyond it, unless
   * it is known: content in the state that the zip's tag names has one.
   */
  async *#sendContent(index: number, start: number): AsyncGenerator<Buffer> {
    const entry = this.#layout.entry(index);
    const from = Math.max(0, this.#part.first - start);
    const to = Math.min(entry.size, this.#part.last + 1 - start);
    if (from >= to) return;
    const content = await this.#contents.open(index);
    let reading: Promise<Buffer> | undefined;
    try {
      const isSummed = this.#part.last >= start + entry.size && this.#checksums.of(index) === undefined;
      let crc = isSummed ? yield* this.#sum(index, content, from) : 0;
      reading = this.#readPiece(content, from, to - from);
      for (let at = from; at < to;) {
        const bytes = await reading;
        at += bytes.length;
        this.#filled += bytes.length;
        const full = this.#filled === this.#piece.length ? this.#take() : undefined;
        // While the processor still has the bytes at hand; the disk works on when the piece is taken.
        if (isSummed) crc = this.#memory.crc32(bytes, crc);
        if (isSummed) this.#checksums.note(index, entry.size, { at, crc });
        if (at < to) reading = this.#readPiece(content, at, to - at);
        reading.catch(ignore);
        if (full !== undefined) yield full;
      }
      await content.check();
      if (isSummed) this.#checksums.keep(index, crc);
    } finally {
      await reading?.catch(ignore);
      content.close();
    }
  }

  async *#sendRecord(index: number): AsyncGenerator<Buffer> {
    const crc = yield* this.#checksumOf(index);
    const record = directoryRecord(this.#layout.entry(index), this.#layout.offsetOf(index), crc);
    yield* this.#send(this.#layout.recordOffsetOf(index), record);
  }

  /** An entry's checksum: known from sending it, or worked out by reading it. */
  async *#checksumOf(index: number): AsyncGenerator<Buffer, number> {
    const size = this.#layout.sizeOf(index);
    const known = size === 0 ? 0 : this.#checksums.of(index);
    if (known !== undefined) return known;
    const content = await this.#contents.open(index);
    try {
      const crc = yield* this.#sum(index, content, size);
      await content.check();
      this.#checksums.keep(index, crc);
      return crc;
    } finally {
      content.close();
    }
  }

  /** The checksum of a content up to a position, from the last mark on; what is read goes nowhere. */
  async *#sum(index: number, content: Content, end: number): AsyncGenerator<Buffer, number> {
    const size = this.#layout.sizeOf(index);
    let { at, crc } = this.#checksums.before(index, end);
    if (at < end && this.#filled > 0) yield this.#take();
    while (at < end) {
      const bytes = await this.#readPiece(content, at, end - at);
      crc = this.#memory.crc32(bytes, crc);
      at += bytes.length;
      this.#checksums.note(index, size, { at, crc });
      yield nothing;
    }
    return crc;
  }

  /** Reads into what is free of the piece. */
  async #readPiece(content: Content, at: number, most: number): Promise<Buffer> {
    const room = this.#piece.subarray(this.#filled, this.#filled + most);
    const count = await content.read(room, at);
    if (count === 0) throw new HttpError(503, "a file became shorter while it was zipped");
    return room.subarray(0, count);
  }

  /** Sends what the part has of bytes that stand at an offset of the archive. */
  *#send(offset: number, bytes: Buffer): Generator<Buffer> {
    const { first, last } = this.#part;
    let left = bytes.subarray(Math.max(0, first - offset), Math.max(0, last + 1 - offset));
    while (left.length > 0) {
      const count = left.copy(this.#piece, this.#filled);
      left = left.subarray(count);
      this.#filled += count;
      if (this.#filled === this.#piece.length) yield this.#take();
    }
  }

  #take(): Buffer {
    const piece = this.#piece;
    const filled = piece.subarray(0, this.#filled);
    this.#piece = this.#spare;
    this.#spare = piece;
    this.#filled = 0;
    return filled;
  }
}
