import { NumberColumn, TextColumn } from "./columns.ts";
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
export class ZipLayout {
  readonly #names = new TextColumn();
  readonly #sizes = new NumberColumn();
  readonly #modified = new NumberColumn();
  readonly #offsets = new NumberColumn();
  /** Where the entries' directory records stand, counted from the directory's start. */
  readonly #records = new NumberColumn();
  #contentEnd = 0;
  #directoryLength = 0;

  add(entry: ZipEntry): void {
    this.#names.add(entry.name);
    this.#sizes.add(entry.size);
    this.#modified.add(entry.modified);
    this.#offsets.add(this.#contentEnd);
    this.#records.add(this.#directoryLength);
    this.#directoryLength += directoryRecordLength(entry, this.#contentEnd);
    this.#contentEnd += localHeaderLength(entry) + entry.size + descriptorLength(entry);
  }

  /** How many entries there are. */
  get count(): number {
    return this.#sizes.length;
  }

  /** @throws RangeError where there is no such entry. */
  entry(index: number): ZipEntry {
    const [size, modified] = [this.#sizes.at(index), this.#modified.at(index)];
    if (size === undefined || modified === undefined) throw new RangeError(`the zip has no entry ${index}`);
    return { name: this.#names.at(index), size, modified };
  }

  /** Bytes of an entry's content. */
  sizeOf(index: number): number {
    return this.#sizes.at(index) ?? 0;
  }

  /** Bytes of the whole archive. */
  get length(): number {
    return this.endOffset + endLength(this.directory);
  }

  /** Where the directory at the end stands. */
  get directory(): Directory {
    return { records: this.count, offset: this.#contentEnd, length: this.#directoryLength };
  }

  /** Where the records behind the directory stand. */
  get endOffset(): number {
    return this.#contentEnd + this.#directoryLength;
  }

  /** Where an entry's local header stands. */
  offsetOf(index: number): number {
    return this.#offsets.at(index) ?? this.#contentEnd;
  }

  /** Where an entry's directory record stands. */
  recordOffsetOf(index: number): number {
    return this.#contentEnd + (this.#records.at(index) ?? this.#directoryLength);
  }

  /** The entry that a position before the directory belongs to. */
  entryAt(position: number): number {
    return position >= this.#contentEnd ? this.count : this.#offsets.lastAtMost(position);
  }

  /** The entry in whose directory record a position is; the first for a position before the directory. */
  recordAt(position: number): number {
    return position >= this.endOffset ? this.count : this.#records.lastAtMost(position - this.#contentEnd);
  }
}
