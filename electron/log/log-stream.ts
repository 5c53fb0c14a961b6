import { clip } from "../../server/log/clip.ts";
import type { LogRecord } from "../../server/log/log-record.ts";
import type { RequestLog } from "../../server/log/request-log.ts";
import type { LogBatch, ServerCounters } from "../contract.ts";
import { Backlog } from "./backlog.ts";

/** Between two looks at what is new, and so between a request and its row. */
const tickMilliseconds = 50;
/**
 * Ended records in one batch, and as many under way at the most: the page applies two batches in one frame, which is
 * 30,000 records a second.
 */
export const batchRecords = 250;
/** Ended records that wait for a page that is slow or hidden; older ones are counted and let go. */
const backlogRecords = 20_000;
/** Batches on their way at once: a page that hangs is sent no more. */
const unacknowledged = 2;

/** What the stream needs of the world around it. */
export type StreamParts = {
  readonly log: Pick<RequestLog, "follow" | "newest" | "active">;
  readonly counters: () => ServerCounters;
  readonly send: (batch: LogBatch) => void;
  readonly backlog?: number;
};

/**
 * The log's way to the window. It sends no more than the page acknowledges, nothing while the page is away or
 * hidden, and every record at least once in its final form or else counts it as not shown.
 */
export class LogStream {
  readonly #parts: StreamParts;
  readonly #backlog: Backlog<LogRecord>;
  readonly #backlogRecords: number;
  /** Records under way that changed since they were last sent. */
  readonly #changed = new Map<number, Readonly<LogRecord>>();
  /** Records that the page shows as under way: their end must reach it, however full the backlog is. */
  readonly #shownActive = new Set<number>();
  #owedEnds: LogRecord[] = [];
  #ended = 0;
  #notShown = 0;
  #sequence = 0;
  #acknowledged = 0;
  #isPageThere = false;
  #isVisible = false;
  #lastCounters = "";

  /** Follows the log from now on: what ended before is not counted. */
  constructor(parts: StreamParts) {
    this.#parts = parts;
    this.#backlogRecords = parts.backlog ?? backlogRecords;
    this.#backlog = new Backlog(this.#backlogRecords);
    parts.log.follow({
      began: (record) => this.#change(record),
      progressed: (record) => this.#change(record),
      ended: (record) => this.#end(record),
    });
  }

  /** Looks from now on again and again whether there is something to send. */
  start(): void {
    setInterval(() => this.tick(), tickMilliseconds).unref();
  }

  /** A page has loaded and knows nothing yet: it is sent the newest records, beginning with sequence 1. */
  restart(): void {
    this.#isPageThere = true;
    this.#sequence = 0;
    this.#acknowledged = 0;
    this.#lastCounters = "";
    this.#owedEnds = [];
    this.#shownActive.clear();
    this.#changed.clear();
    this.#backlog.clear();
    for (const record of this.#parts.log.active) this.#changed.set(record.id, record);
    for (const record of this.#parts.log.newest(this.#backlogRecords)) this.#backlog.add(record);
    this.#notShown = this.#ended - this.#backlog.length;
  }

  /** The page is gone: it crashed, or loads again. Nothing is sent until the next one asks. */
  pause(): void {
    this.#isPageThere = false;
  }

  /** Whether somebody can see the page: nothing is sent to one that is hidden. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.tick();
  }

  /** The page has applied this batch and all before it. */
  acknowledge(sequence: number): void {
    if (sequence > this.#acknowledged && sequence <= this.#sequence) this.#acknowledged = sequence;
    if (this.#backlog.length >= batchRecords / 2) this.tick();
  }

  /** Sends what is new, as far as the page keeps up. */
  tick(): void {
    if (!this.#isPageThere || !this.#isVisible) return;
    while (this.#sequence - this.#acknowledged < unacknowledged && this.#hasNews()) this.#sendBatch();
  }

  #change(record: Readonly<LogRecord>): void {
    if (this.#isPageThere) this.#changed.set(record.id, record);
  }

  #end(record: Readonly<LogRecord>): void {
    this.#ended++;
    if (!this.#isPageThere) return;
    this.#changed.delete(record.id);
    const droppedOut = this.#backlog.add(copyOf(record));
    if (droppedOut === undefined) return;
    if (this.#shownActive.has(droppedOut.id)) this.#owedEnds.push(droppedOut);
    else this.#notShown++;
  }

  #hasNews(): boolean {
    if (this.#backlog.length + this.#owedEnds.length + this.#changed.size > 0) return true;
    return this.#lastCounters !== JSON.stringify(this.#parts.counters());
  }

  #sendBatch(): void {
    const records = [...this.#takeEnded(), ...this.#takeChanged()];
    const counters = this.#parts.counters();
    this.#lastCounters = JSON.stringify(counters);
    this.#parts.send({ sequence: ++this.#sequence, records, notShown: this.#notShown, counters });
  }

  #takeEnded(): readonly LogRecord[] {
    const owed = this.#owedEnds.splice(0, batchRecords);
    const ended = [...owed, ...this.#backlog.take(batchRecords - owed.length)];
    if (this.#shownActive.size > 0) for (const { id } of ended) this.#shownActive.delete(id);
    return ended;
  }

  #takeChanged(): readonly LogRecord[] {
    const changed = [...this.#changed.values()].slice(0, batchRecords).map(copyOf);
    for (const { id } of changed) {
      this.#changed.delete(id);
      this.#shownActive.add(id);
    }
    return changed;
  }
}

/** A copy that will not change, its texts clipped as the log clips them. */
function copyOf(record: Readonly<LogRecord>): LogRecord {
  return {
    ...record,
    target: clip(record.target),
    userAgent: clip(record.userAgent),
    referrer: clip(record.referrer),
    reason: clip(record.reason),
  };
}
