import { clip } from "./clip.ts";
import type { LogRecord, Outcome } from "./log-record.ts";

const outcomes: readonly Outcome[] = ["active", "complete", "client left", "timed out", "refused", "failed"];
const versions: readonly LogRecord["version"][] = ["", "1.0", "1.1"];

/** Where a record's numbers stand in its row, in bytes: of 64, 32, 16 and 8 bits. */
const row = {
  id: 0,
  time: 8,
  bytesSent: 16,
  bytesExpected: 24,
  bytesReceived: 32,
  waited: 40,
  firstByte: 44,
  total: 48,
  connection: 52,
  requestNumber: 56,
  queueDepth: 60,
  port: 62,
  status: 64,
  outcome: 66,
  version: 67,
  bytes: 72,
} as const;
/** Where its texts stand in theirs. */
const texts = { address: 0, method: 1, target: 2, range: 3, reason: 4, userAgent: 5, referrer: 6, count: 7 } as const;

/**
 * The newest records, in rows of numbers and of texts: 100,000 of them cost a dozen megabytes and no work for the
 * garbage collector, and adding one touches three lines of the processor's cache. A record is kept when it ends; the
 * oldest falls out, and is counted.
 */
export class LogRing {
  readonly capacity: number;
  readonly #numbers: DataView;
  readonly #texts: string[];
  /** By slot, for the few that have any: what only a request with a body knows. */
  readonly #incoming = new Map<number, Pick<LogRecord, "bytesIncoming" | "filesSaved">>();
  #added = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#numbers = new DataView(new ArrayBuffer(capacity * row.bytes));
    this.#texts = new Array<string>(capacity * texts.count).fill("");
  }

  /** How many records have ever been added. */
  get added(): number {
    return this.#added;
  }

  /** How many are kept. */
  get length(): number {
    return Math.min(this.#added, this.capacity);
  }

  /** How many have fallen out. */
  get dropped(): number {
    return this.#added - this.length;
  }

  add(record: LogRecord): void {
    const slot = this.#added++ % this.capacity;
    this.#addNumbers(record, slot * row.bytes);
    this.#addTexts(record, slot * texts.count);
    const { bytesIncoming, filesSaved = 0 } = record;
    if (bytesIncoming !== undefined) this.#incoming.set(slot, { bytesIncoming, filesSaved });
    else if (this.#incoming.size > 0) this.#incoming.delete(slot);
  }

  /** The records kept, oldest first, in the order in which they ended, at most the `newest` of them. */
  *newest(newest: number = this.length): IterableIterator<LogRecord> {
    for (let index = this.#added - Math.min(newest, this.length); index < this.#added; index++) {
      yield this.#record(index % this.capacity);
    }
  }

  #addNumbers(record: LogRecord, at: number): void {
    const numbers = this.#numbers;
    numbers.setFloat64(at + row.id, record.id);
    numbers.setFloat64(at + row.time, record.time);
    numbers.setFloat64(at + row.bytesSent, record.bytesSent);
    numbers.setFloat64(at + row.bytesExpected, record.bytesExpected);
    numbers.setFloat64(at + row.bytesReceived, record.bytesReceived);
    numbers.setFloat32(at + row.waited, record.waited);
    numbers.setFloat32(at + row.firstByte, record.firstByte);
    numbers.setFloat32(at + row.total, record.total);
    numbers.setUint32(at + row.connection, record.connection);
    numbers.setUint32(at + row.requestNumber, record.requestNumber);
    numbers.setUint16(at + row.queueDepth, Math.min(record.queueDepth, 0xffff));
    numbers.setUint16(at + row.port, record.port);
    numbers.setUint16(at + row.status, record.status);
    numbers.setUint8(at + row.outcome, outcomes.indexOf(record.outcome));
    numbers.setUint8(at + row.version, versions.indexOf(record.version));
  }

  #addTexts(record: LogRecord, at: number): void {
    this.#texts[at + texts.address] = record.address;
    this.#texts[at + texts.method] = record.method;
    this.#texts[at + texts.target] = clip(record.target);
    this.#texts[at + texts.range] = record.range;
    this.#texts[at + texts.reason] = clip(record.reason);
    this.#texts[at + texts.userAgent] = clip(record.userAgent);
    this.#texts[at + texts.referrer] = clip(record.referrer);
  }

  #record(slot: number): LogRecord {
    const numbers = this.#numbers;
    const at = slot * row.bytes;
    const text = (column: number) => this.#texts[slot * texts.count + column] ?? "";
    return {
      id: numbers.getFloat64(at + row.id),
      time: numbers.getFloat64(at + row.time),
      address: text(texts.address),
      port: numbers.getUint16(at + row.port),
      connection: numbers.getUint32(at + row.connection),
      requestNumber: numbers.getUint32(at + row.requestNumber),
      queueDepth: numbers.getUint16(at + row.queueDepth),
      method: text(texts.method),
      target: text(texts.target),
      version: versions[numbers.getUint8(at + row.version)] ?? "",
      userAgent: text(texts.userAgent),
      referrer: text(texts.referrer),
      status: numbers.getUint16(at + row.status),
      bytesSent: numbers.getFloat64(at + row.bytesSent),
      bytesExpected: numbers.getFloat64(at + row.bytesExpected),
      bytesReceived: numbers.getFloat64(at + row.bytesReceived),
      range: text(texts.range),
      waited: numbers.getFloat32(at + row.waited),
      firstByte: numbers.getFloat32(at + row.firstByte),
      total: numbers.getFloat32(at + row.total),
      outcome: outcomes[numbers.getUint8(at + row.outcome)] ?? "active",
      reason: text(texts.reason),
      ...this.#incoming.get(slot),
    };
  }
}
