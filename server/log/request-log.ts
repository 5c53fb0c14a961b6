import { clip } from "./clip.ts";
import { HeadStore, type Heads } from "./head-store.ts";
import { Interner } from "./interner.ts";
import type { LogRecord, RequestFacts } from "./log-record.ts";
import { LogRing } from "./log-ring.ts";
import { SavedFiles } from "./saved-files.ts";

/** What follows a log. A record that is answered at once has only its end. */
export type LogListener = {
  /** A record that will take its time was born; it changes until it has ended. */
  readonly began?: (record: Readonly<LogRecord>) => void;
  /** It went on; at most four times a second. */
  readonly progressed?: (record: Readonly<LogRecord>) => void;
  /** It will not change any more. Listeners copy what they keep. */
  readonly ended?: (record: Readonly<LogRecord>) => void;
};

/** Every request from its birth to its end: the records under way, the newest that ended, and who follows them. */
export class RequestLog {
  readonly #ring: LogRing;
  readonly #active = new Map<number, LogRecord>();
  readonly #listeners = new Set<LogListener>();
  readonly #texts = new Interner(4096);
  readonly #heads: HeadStore;
  readonly #saved = new SavedFiles();
  #begun = 0;

  /** `capacity`: ended records that are kept; `headBytes`: bytes of heads as sent and received that are kept. */
  constructor(capacity = 100_000, headBytes = 0) {
    this.#ring = new LogRing(capacity);
    this.#heads = new HeadStore(headBytes);
  }

  /** How many records ended and have fallen out of memory since. */
  get dropped(): number {
    return this.#ring.dropped;
  }

  /** The records under way, oldest first. */
  get active(): readonly Readonly<LogRecord>[] {
    return [...this.#active.values()];
  }

  /** The newest records that have ended, in the order in which they did. */
  newest(most?: number): IterableIterator<LogRecord> {
    return this.#ring.newest(most);
  }

  /** The heads of a record's exchange; undefined: they are not kept, or no longer. */
  heads(id: number): Heads | undefined {
    return this.#heads.get(id);
  }

  /** Keeps the heads of a record's exchange, as far as there is room for them. */
  keepHeads(id: number, received: string, sent: string): void {
    this.#heads.keep(id, received, sent);
  }

  /** Where the files lie that were saved from a record's request; empty: none were, or too long ago. */
  saved(id: number): readonly string[] {
    return this.#saved.get(id);
  }

  /** A record's request has become files. */
  keepSaved(record: LogRecord, paths: readonly string[]): void {
    record.bytesIncoming ??= 0;
    record.filesSaved = paths.length;
    this.#saved.keep(record.id, paths);
  }

  /** Follows the log until the returned function is called. */
  follow(listener: LogListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A request's head has been received. */
  begin(facts: RequestFacts, time: number, queueDepth: number): LogRecord {
    return {
      id: ++this.#begun,
      time,
      address: this.#texts.keep(facts.address),
      port: facts.port,
      connection: facts.connection,
      requestNumber: facts.requestNumber,
      queueDepth,
      method: facts.method,
      target: this.#texts.keep(facts.target),
      version: facts.version,
      userAgent: this.#texts.keep(clip(facts.userAgent)),
      referrer: this.#texts.keep(clip(facts.referrer)),
      status: 0,
      bytesSent: 0,
      bytesExpected: -1,
      bytesReceived: 0,
      range: "",
      waited: 0,
      firstByte: -1,
      total: 0,
      outcome: "active",
      reason: "",
    };
  }

  /** The record was not answered at once: it is shown while it lives. */
  watch(record: LogRecord): void {
    if (this.#active.has(record.id)) return;
    this.#active.set(record.id, record);
    for (const listener of this.#listeners) listener.began?.(record);
  }

  /** The record went on. */
  progress(record: LogRecord): void {
    record.reason = clip(record.reason);
    for (const listener of this.#listeners) listener.progressed?.(record);
  }

  /** The record has its outcome. */
  end(record: LogRecord): void {
    record.reason = clip(record.reason); // it may name a thousand files of a form
    if (this.#active.size > 0) this.#active.delete(record.id);
    this.#ring.add(record);
    for (const listener of this.#listeners) listener.ended?.(record);
  }
}
