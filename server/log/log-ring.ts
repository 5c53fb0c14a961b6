import { clip } from "./clip.ts";
import type { LogRecord, Outcome } from "./log-record.ts";

const outcomes: readonly Outcome[] = ["active", "complete", "client left", "timed out", "refused", "failed"];
const versions: readonly LogRecord["version"][] = ["", "1.0", "1.1"];

/**
 * The newest records, in columns: 100,000 of them cost a dozen megabytes and no work for the garbage collector.
 * A record is kept when it ends; the oldest falls out, and is counted.
 */
export class LogRing {
  readonly capacity: number;
  readonly #ids: Float64Array;
  readonly #times: Float64Array;
  readonly #sent: Float64Array;
  readonly #expected: Float64Array;
  readonly #received: Float64Array;
  readonly #waited: Float32Array;
  readonly #firstByte: Float32Array;
  readonly #total: Float32Array;
  readonly #connections: Uint32Array;
  readonly #requestNumbers: Uint32Array;
  readonly #depths: Uint16Array;
  readonly #ports: Uint16Array;
  readonly #statuses: Uint16Array;
  readonly #outcomes: Uint8Array;
  readonly #versions: Uint8Array;
  readonly #addresses: string[];
  readonly #methods: string[];
  readonly #targets: string[];
  readonly #ranges: string[];
  readonly #reasons: string[];
  readonly #userAgents: string[];
  readonly #referrers: string[];
  /** By slot, for the few that have any: what only a request with a body knows. */
  readonly #incoming = new Map<number, Pick<LogRecord, "bytesIncoming" | "filesSaved">>();
  #added = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#ids = new Float64Array(capacity);
    this.#times = new Float64Array(capacity);
    this.#sent = new Float64Array(capacity);
    this.#expected = new Float64Array(capacity);
    this.#received = new Float64Array(capacity);
    this.#waited = new Float32Array(capacity);
    this.#firstByte = new Float32Array(capacity);
    this.#total = new Float32Array(capacity);
    this.#connections = new Uint32Array(capacity);
    this.#requestNumbers = new Uint32Array(capacity);
    this.#depths = new Uint16Array(capacity);
    this.#ports = new Uint16Array(capacity);
    this.#statuses = new Uint16Array(capacity);
    this.#outcomes = new Uint8Array(capacity);
    this.#versions = new Uint8Array(capacity);
    const texts = () => new Array<string>(capacity).fill("");
    this.#addresses = texts();
    this.#methods = texts();
    this.#targets = texts();
    this.#ranges = texts();
    this.#reasons = texts();
    this.#userAgents = texts();
    this.#referrers = texts();
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
    this.#ids[slot] = record.id;
    this.#times[slot] = record.time;
    this.#sent[slot] = record.bytesSent;
    this.#expected[slot] = record.bytesExpected;
    this.#received[slot] = record.bytesReceived;
    this.#waited[slot] = record.waited;
    this.#firstByte[slot] = record.firstByte;
    this.#total[slot] = record.total;
    this.#connections[slot] = record.connection;
    this.#requestNumbers[slot] = record.requestNumber;
    this.#depths[slot] = Math.min(record.queueDepth, 0xffff);
    this.#ports[slot] = record.port;
    this.#statuses[slot] = record.status;
    this.#outcomes[slot] = outcomes.indexOf(record.outcome);
    this.#versions[slot] = versions.indexOf(record.version);
    this.#addresses[slot] = record.address;
    this.#methods[slot] = record.method;
    this.#targets[slot] = clip(record.target);
    this.#ranges[slot] = record.range;
    this.#reasons[slot] = clip(record.reason);
    this.#userAgents[slot] = clip(record.userAgent);
    this.#referrers[slot] = clip(record.referrer);
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

  #record(slot: number): LogRecord {
    return {
      id: number(this.#ids, slot),
      time: number(this.#times, slot),
      address: text(this.#addresses, slot),
      port: number(this.#ports, slot),
      connection: number(this.#connections, slot),
      requestNumber: number(this.#requestNumbers, slot),
      queueDepth: number(this.#depths, slot),
      method: text(this.#methods, slot),
      target: text(this.#targets, slot),
      version: versions[number(this.#versions, slot)] ?? "",
      userAgent: text(this.#userAgents, slot),
      referrer: text(this.#referrers, slot),
      status: number(this.#statuses, slot),
      bytesSent: number(this.#sent, slot),
      bytesExpected: number(this.#expected, slot),
      bytesReceived: number(this.#received, slot),
      range: text(this.#ranges, slot),
      waited: number(this.#waited, slot),
      firstByte: number(this.#firstByte, slot),
      total: number(this.#total, slot),
      outcome: outcomes[number(this.#outcomes, slot)] ?? "active",
      reason: text(this.#reasons, slot),
      ...this.#incoming.get(slot),
    };
  }
}

function number(column: ArrayLike<number>, slot: number): number {
  return column[slot] ?? 0;
}

function text(column: readonly string[], slot: number): string {
  return column[slot] ?? "";
}
