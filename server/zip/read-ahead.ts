import { memoryContent, type ManyContents } from "./disk-contents.ts";
import type { ZipLayout } from "./zip-layout.ts";
import type { Content, Contents } from "./zip-stream.ts";

/** Files up to so many bytes are read many at once. */
const smallBytes = 64 * 1024;
/** What is read at once, and the entries that are looked through for it. While it is sent, the next is read. */
const most = { bytes: 256 * 1024, files: 64, entries: 256 };

/** The same contents, small ones read before they are wanted, as long as small ones are wanted one after the other. */
export class ReadAhead implements Contents {
  readonly #contents: ManyContents;
  readonly #layout: ZipLayout;
  readonly #end: number;
  /** What has been asked for and not been opened yet. */
  readonly #ahead = new Map<number, Promise<Buffer | undefined>>();
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
    const bytes = await reading;
    return bytes === undefined ? this.#contents.open(index) : memoryContent(bytes);
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
      const one = reading.then((read) => read[place]);
      one.catch(() => undefined); // whoever opens it is told
      this.#ahead.set(index, one);
    }
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
