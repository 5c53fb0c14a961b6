import type { LogRecord } from "../../electron/contract.ts";
import { noFilter, type Filter } from "../filter/filter.ts";
import { matches } from "../filter/matches.ts";
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
  /** All records up to this id have been looked at. */
  #through = Infinity;

  constructor(source: readonly LogRecord[]) {
    this.#source = source;
  }

  get rows(): readonly LogRecord[] {
    return this.#isOpen ? this.#source : this.#rows;
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
    this.#through = -Infinity;
  }

  /** Looks at further records until the time is over. */
  scan(milliseconds: number): void {
    if (this.done) return;
    const end = performance.now() + milliseconds;
    let position = this.#through === -Infinity ? 0 : positionOf(this.#source, this.#through + 1);
    do {
      const slice = this.#source.slice(position, position + step);
      for (const record of slice) if (matches(this.#filter, record)) this.#rows.push(record);
      position += slice.length;
      this.#through = slice.at(-1)?.id ?? this.#through;
    } while (position < this.#source.length && performance.now() < end);
    if (position >= this.#source.length) this.#through = Infinity;
  }

  /** A record of the source came or changed; those not yet scanned wait for their turn. */
  update(record: LogRecord): void {
    if (this.#isOpen || record.id > this.#through) return;
    if (matches(this.#filter, record)) put(this.#rows, record);
    else remove(this.#rows, record.id);
  }

  /** Some records before this id have left: this is the source now. */
  follow(source: readonly LogRecord[], untouched: number): void {
    this.#source = source;
    if (this.#isOpen) return;
    const end = positionOf(this.#rows, untouched);
    const before = this.#rows.slice(0, end).filter(({ id }) => recordWith(source, id) !== undefined);
    this.#rows = before.concat(this.#rows.slice(end));
  }
}
