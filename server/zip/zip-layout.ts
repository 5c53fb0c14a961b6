import {
  descriptorLength,
  directoryRecordLength,
  endLength,
  localHeaderLength,
  type Directory,
  type ZipEntry,
} from "./zip-records.ts";

/**
 * Where each byte of a zip stands. Names and sizes decide it alone, so it is known before any content is read,
 * and a part of the archive can be made without what comes before it.
 */
export class ZipLayout<Entry extends ZipEntry = ZipEntry> {
  readonly #entries: Entry[] = [];
  readonly #offsets: number[] = [];
  /** Where the entries' directory records stand, counted from the directory's start. */
  readonly #records: number[] = [];
  #contentEnd = 0;
  #directoryLength = 0;

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#offsets.push(this.#contentEnd);
    this.#records.push(this.#directoryLength);
    this.#directoryLength += directoryRecordLength(entry, this.#contentEnd);
    this.#contentEnd += localHeaderLength(entry) + entry.size + descriptorLength(entry);
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Bytes of the whole archive. */
  get length(): number {
    return this.endOffset + endLength(this.directory);
  }

  get directory(): Directory {
    return { records: this.#entries.length, offset: this.#contentEnd, length: this.#directoryLength };
  }

  get endOffset(): number {
    return this.#contentEnd + this.#directoryLength;
  }

  /** Where an entry's local header stands. */
  offsetOf(index: number): number {
    return this.#offsets[index] ?? this.#contentEnd;
  }

  /** Where an entry's directory record stands. */
  recordOffsetOf(index: number): number {
    return this.#contentEnd + (this.#records[index] ?? this.#directoryLength);
  }

  /** The entry that a position before the directory belongs to. */
  entryAt(position: number): number {
    return position >= this.#contentEnd ? this.#entries.length : lastAtMost(this.#offsets, position);
  }

  /** The entry that a position belongs to whose directory record it is in; the first for positions before. */
  recordAt(position: number): number {
    return position >= this.endOffset ? this.#entries.length : lastAtMost(this.#records, position - this.#contentEnd);
  }
}

/** The index of the last number that is not above the wanted one, or 0. */
function lastAtMost(ascending: readonly number[], wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
