import { mostRecords, type LogBatch, type LogRecord, type ServerCounters } from "../../electron/contract.ts";
import { sameFilter, type Filter } from "../filter/filter.ts";
import { boundedRecord } from "./bounded-record.ts";
import { Devices, type Device } from "./devices.ts";
import { FilteredRows } from "./filtered-rows.ts";
import { isActive, put, recordWith, withoutOldest } from "./sorted-records.ts";

/** What the log looks like in one frame. `rows` goes on changing: it is read while this view is drawn. */
export type LogView = {
  readonly rows: readonly LogRecord[];
  /** Bytes of body that went and came with what a filter shows; 0 without one. */
  readonly bytes: number;
  /** Records kept, whatever the filter shows. */
  readonly kept: number;
  /** Older records that the page does not have: never sent, or dropped to stay within the bound. */
  readonly older: number;
  /** Stays the same object until another one shows something else. */
  readonly filter: Filter;
  readonly isFiltered: boolean;
  /** Whether a filter is still being applied. */
  readonly isScanning: boolean;
  readonly isPaused: boolean;
  /** Records that came since the list was paused. */
  readonly sincePause: number;
  /** How often it was cleared. */
  readonly clearings: number;
  readonly deviceCount: number;
  /** The server's own, as of the last batch; undefined: none has come. */
  readonly counters: ServerCounters | undefined;
};

/** How a store waits: replaced in tests. */
export type Waiting = {
  /** As long as a frame takes. */
  readonly aFrame: (callback: () => void) => void;
  /** As long as an eye takes. */
  readonly aWhile: (callback: () => void) => void;
  readonly soon: (callback: () => void) => void;
};

/** By timers: what a frame's own callback changes is laid out and painted in one task with it, twice as long as each. */
const inThePage: Waiting = {
  aFrame: (callback) => setTimeout(callback, 16),
  aWhile: (callback) => setTimeout(callback, 100),
  soon: (callback) => setTimeout(callback, 0),
};

const sliceMilliseconds = 8;
/** More records than this at once are a flood: nobody reads them row by row, and drawing them all would take a core. */
const flood = 100;

/** The log as the page knows it: bounded, filtered, and seen once a frame at most. */
export class LogStore {
  readonly #waiting: Waiting;
  readonly #limit: number;
  readonly #listeners = new Set<() => void>();
  readonly #devices = new Devices();
  #records: LogRecord[] = [];
  /** While paused: what was there, as it was. */
  #frozen: readonly LogRecord[] | undefined;
  /** Of the records that are there while paused. */
  #frozenOlder = 0;
  readonly #filtered = new FilteredRows(this.#records);
  #notShown = 0;
  #dropped = 0;
  #sincePause = 0;
  #clearings = 0;
  #counters: ServerCounters | undefined;
  #isDrawing = false;
  /** Records that came since the log was last drawn. */
  #undrawn = 0;
  #isScanning = false;
  #view: LogView;

  constructor(limit = mostRecords, waiting: Waiting = inThePage) {
    this.#limit = limit;
    this.#waiting = waiting;
    this.#view = this.#look();
  }

  /** Takes in what the main process sent; the caller keeps the order. */
  apply({ records, notShown, counters }: Omit<LogBatch, "sequence">): void {
    this.#notShown = notShown;
    this.#counters = counters;
    this.#undrawn += records.length;
    for (const record of records) this.#put(boundedRecord(record));
    if (this.#records.length > this.#limit) this.#dropOldest();
    this.#changed();
  }

  /** Shows what this filter lets through. */
  setFilter(filter: Filter): void {
    if (sameFilter(filter, this.#filtered.filter)) return;
    this.#restart(filter);
  }

  /** Stops what is shown, not what is counted. */
  pause(): void {
    if (this.#frozen === undefined) this.#frozenOlder = this.#older;
    this.#frozen ??= this.#records.slice();
    this.#restart();
  }

  /** Shows what has come meanwhile. */
  resume(): void {
    this.#frozen = undefined;
    this.#sincePause = 0;
    this.#restart();
  }

  /** Forgets what has ended; what is under way stays. */
  clear(): void {
    this.#clearings++;
    const kept = this.#records.filter(isActive);
    this.#records = kept;
    this.#frozen &&= this.#frozen.filter(({ id }) => recordWith(kept, id) !== undefined); // it does not know what ended since
    this.#dropped = -this.#notShown; // what was missing above them is gone as well
    this.#frozenOlder = 0;
    this.#sincePause = 0;
    this.#restart();
  }

  get #older(): number {
    return this.#notShown + this.#dropped;
  }

  /** As of the last batch, drawn or not. */
  get counters(): ServerCounters | undefined {
    return this.#counters;
  }

  /** The record as it is now; one that is shown while the list stands, but kept no longer, as it was. */
  get(id: number): LogRecord | undefined {
    return recordWith(this.#records, id) ?? recordWith(this.#frozen ?? [], id);
  }

  /** The records that the filter shows, once it has been applied to all there is. */
  async shown(): Promise<readonly LogRecord[]> {
    while (!this.#filtered.done) await new Promise<void>((resolve) => this.#waiting.soon(resolve));
    return this.#filtered.rows;
  }

  /** Who has asked for something, newest first, at most so many. */
  devices(most?: number): readonly Device[] {
    return this.#devices.newest(most);
  }

  /** The colour of the device at an address. */
  colourOf(address: string): number | undefined {
    return this.#devices.colourOf(address);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): LogView => this.#view;

  #put(record: LogRecord): void {
    if (put(this.#records, record) === "added") {
      this.#devices.see(record);
      if (this.#frozen !== undefined) this.#sincePause++;
    }
    if (this.#frozen === undefined) this.#filtered.update(record);
  }

  /** A hundredth at a time, so that the work for each record stays small. */
  #dropOldest(): void {
    const spare = this.#records.length - this.#limit + Math.ceil(this.#limit / 100);
    const { records, untouched } = withoutOldest(this.#records, spare);
    this.#dropped += this.#records.length - records.length;
    this.#records = records;
    if (this.#frozen === undefined) this.#filtered.follow(records, untouched);
  }

  #restart(filter = this.#filtered.filter): void {
    this.#filtered.restart(filter, this.#frozen ?? this.#records);
    this.#filtered.scan(sliceMilliseconds);
    this.#scanOn();
    this.#changed();
  }

  #scanOn(): void {
    if (this.#isScanning || this.#filtered.done) return;
    this.#isScanning = true;
    this.#waiting.soon(() => {
      this.#isScanning = false;
      this.#filtered.scan(sliceMilliseconds);
      this.#scanOn();
      this.#changed();
    });
  }

  #changed(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    const { aFrame, aWhile } = this.#waiting;
    (this.#undrawn > flood ? aWhile : aFrame)(() => {
      this.#isDrawing = false;
      this.#undrawn = 0;
      this.#view = this.#look();
      for (const listener of this.#listeners) listener();
    });
  }

  #look(): LogView {
    return {
      rows: this.#filtered.rows,
      bytes: this.#filtered.bytes,
      kept: (this.#frozen ?? this.#records).length,
      older: this.#frozen === undefined ? this.#older : this.#frozenOlder,
      filter: this.#filtered.filter,
      isFiltered: this.#filtered.filter.terms.length > 0,
      isScanning: !this.#filtered.done,
      isPaused: this.#frozen !== undefined,
      sincePause: this.#sincePause,
      clearings: this.#clearings,
      deviceCount: this.#devices.count,
      counters: this.#counters,
    };
  }
}
