import type { LogRecord } from "../../electron/contract.ts";
import { noFilter, type Filter } from "../filter/filter.ts";
import { matches, sizeOf } from "../filter/matches.ts";
import { positionOf, put, recordWith, remove } from "./sorted-records.ts";

/** Records looked at between two looks at the clock. */
const step = 50;

/**
 * The records that a filter shows, in order. A new filter is applied in slices: `scan` goes on from where it stopped,
 * and until it has come to the end, `rows` grows.
 */
export class FilteredRows {
  #source: readonly LogRecord[];
  #filter: Filter = noFilter;
  #rows: LogRecord[] = [];
  #bytes = 0;
  /** All records up to this id have been looked at. */
  #through = Infinity;

  constructor(source: readonly LogRecord[]) {
    this.#source = source;
  }

  get rows(): readonly LogRecord[] {
    return this.#isOpen ? this.#source : this.#rows;
  }

  /** What went and came with the rows, added up; 0 where there is no filter. */
  get bytes(): number {
    return this.#bytes;
  }

  get done(): boolean {
    return this.#isOpen || this.#through === Infinity;
  }

  get filter(): Filter {
    return this.#filter;
  }

  /** A filter without terms shows the source itself: nothing is copied. */
  get #isOpen(): boolean {
    return this.#filter.terms.length === 0;
  }

  /** Begins anew, over the same records or others. */
  restart(filter: Filter, source: readonly LogRecord[] = this.#source): void {
    this.#source = source;
    this.#filter = filter;
    this.#rows = [];
    this.#bytes = 0;
    this.#through = -Infinity;
  }

  /** Looks at further records until the time is over. */
  scan(milliseconds: number): void {
    if (this.done) return;
    const end = performance.now() + milliseconds;
    let position = this.#through === -Infinity ? 0 : positionOf(this.#source, this.#through + 1);
    do {
      const slice = this.#source.slice(position, position + step);
      const found = slice.filter((record) => matches(this.#filter, record));
      this.#rows.push(...found);
      this.#bytes += bytesOf(found);
      position += slice.length;
      this.#through = slice.at(-1)?.id ?? this.#through;
    } while (position < this.#source.length && performance.now() < end);
    if (position >= this.#source.length) this.#through = Infinity;
  }

  /** A record of the source came or changed; those not yet scanned wait for their turn. */
  update(record: LogRecord): void {
    if (this.#isOpen || record.id > this.#through) return;
    const before = recordWith(this.#rows, record.id);
    if (before !== undefined) this.#bytes -= sizeOf(before);
    if (matches(this.#filter, record)) {
      put(this.#rows, record);
      this.#bytes += sizeOf(record);
    } else remove(this.#rows, record.id);
  }

  /** Some records before this id have left: this is the source now. */
  follow(source: readonly LogRecord[], untouched: number): void {
    this.#source = source;
    if (this.#isOpen) return;
    const end = positionOf(this.#rows, untouched);
    const all = this.#rows.slice(0, end);
    const before = all.filter(({ id }) => recordWith(source, id) !== undefined);
    this.#bytes -= bytesOf(all) - bytesOf(before);
    this.#rows = before.concat(this.#rows.slice(end));
  }
}

function bytesOf(records: readonly LogRecord[]): number {
  return records.reduce((sum, record) => sum + sizeOf(record), 0);
}
