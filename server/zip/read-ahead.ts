import { HttpError } from "../http/http-error.ts";
import { memoryContent, type ManyContents } from "./disk-contents.ts";
import type { ZipLayout } from "./zip-layout.ts";
import type { Content, Contents } from "./zip-stream.ts";

/** Files up to so many bytes are read many at once. */
const smallBytes = 64 * 1024;
/** What is read at once, and the entries that are looked through for it. While it is sent, the next is read. */
const most = { bytes: 256 * 1024, files: 64, entries: 256 };
/** Those that were left out are read so many side by side: a disk that took too long does several things at once. */
const lanes = 8;

/** The same contents, small ones read before they are wanted, as long as small ones are wanted one after the other. */
export class ReadAhead implements Contents {
  readonly #contents: ManyContents;
  readonly #layout: ZipLayout;
  readonly #end: number;
  /** What has been asked for and not been opened yet. */
  readonly #ahead = new Map<number, Promise<Buffer>>();
  /** What each lane does last. */
  readonly #lanes: Promise<unknown>[] = [];
  #nextLane = 0;
  #bytesAhead = 0;
  /** Of the entries from the last one opened to this one, all small ones have been asked for. */
  #next = 0;

  /** `end`: the first entry of which nothing is read before it is wanted. */
  constructor(contents: ManyContents, layout: ZipLayout, end: number) {
    this.#contents = contents;
    this.#layout = layout;
    this.#end = end;
  }

  async open(index: number): Promise<Content> {
    if (!this.#isSmall(index) || index >= this.#end) return this.#contents.open(index);
    if (!this.#ahead.has(index)) this.#startAt(index);
    const reading = this.#ahead.get(index);
    this.#ahead.delete(index);
    this.#bytesAhead -= this.#layout.sizeOf(index);
    if (this.#ahead.size <= most.files / 2 && this.#bytesAhead <= most.bytes / 2) this.#ask();
    return reading === undefined ? this.#contents.open(index) : memoryContent(await reading);
  }

  #isSmall(index: number): boolean {
    const size = this.#layout.sizeOf(index);
    return size > 0 && size <= smallBytes;
  }

  #startAt(index: number): void {
    this.#ahead.clear();
    this.#bytesAhead = 0;
    this.#next = index;
    this.#ask();
  }

  #ask(): void {
    const indexes = this.#nextIndexes();
    if (indexes.length === 0) return;
    const reading = this.#contents.readMany(indexes);
    for (const [place, index] of indexes.entries()) {
      const one = reading.then((read) => read[place] ?? this.#load(index));
      one.catch(() => undefined); // whoever opens it is told
      this.#ahead.set(index, one);
    }
  }

  /** Reads one by itself, when its lane is free. */
  #load(index: number): Promise<Buffer> {
    const lane = this.#nextLane++ % lanes;
    const before = this.#lanes[lane] ?? Promise.resolve();
    const loading = before.then(() => wholeOf(this.#contents, index, this.#layout.sizeOf(index)));
    this.#lanes[lane] = loading.catch(() => undefined); // whoever opens it is told
    return loading;
  }

  #nextIndexes(): readonly number[] {
    const indexes: number[] = [];
    let bytes = 0;
    for (const last = Math.min(this.#end, this.#next + most.entries); this.#next < last; this.#next++) {
      if (!this.#isSmall(this.#next)) continue;
      const size = this.#layout.sizeOf(this.#next);
      if (indexes.length === most.files || bytes + size > most.bytes) break;
      indexes.push(this.#next);
      bytes += size;
    }
    this.#bytesAhead += bytes;
    return indexes;
  }
}

/** All of a content; nothing of it stays open. */
async function wholeOf(contents: Contents, index: number, size: number): Promise<Buffer> {
  const content = await contents.open(index);
  try {
    const bytes = Buffer.allocUnsafeSlow(size);
    for (let at = 0; at < size;) {
      const count = await content.read(bytes.subarray(at), at);
      if (count === 0) throw new HttpError(503, "a file became shorter while it was zipped");
      at += count;
    }
    await content.check();
    return bytes;
  } finally {
    content.close();
  }
}
