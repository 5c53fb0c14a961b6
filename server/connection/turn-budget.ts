/** What waits for one turn's end; more would hold up whoever waits for the first of it. */
const mostAtEnd = 64;

/**
 * What goes out when a turn ends. All of them write before any of them settles: a peer that one write has woken finds
 * the next answer before it falls asleep again, and waking it is the dearest part of a write.
 */
export type TurnEnd = {
  readonly write: () => void;
  /** What follows from what was written. `now`: performance.now() behind the last write. */
  readonly settle: (now: number) => void;
};

/**
 * How long answering may take in one turn of the event loop. libuv can go on polling ready sockets without ever
 * running timers or, in a desktop app, the window's events; what is over the budget waits for the next turn.
 */
export class TurnBudget {
  readonly #milliseconds: number;
  #startedAt = 0;
  #underWay = false;
  #deferred: (() => void)[] = [];
  #atEnd: TurnEnd[] = [];

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Whether this turn's time is used up. */
  isSpent(now: number): boolean {
    if (!this.#underWay) this.#begin(now);
    return now - this.#startedAt > this.#milliseconds;
  }

  /** Calls back in a later turn, in order. */
  defer(callback: () => void): void {
    this.#deferred.push(callback);
    if (!this.#underWay) this.#begin(performance.now());
  }

  /** Lets others go first where this turn's time is used up: for long work, now and then. */
  async rest(): Promise<void> {
    if (this.isSpent(performance.now())) await new Promise<void>((resolve) => this.defer(resolve));
  }

  /**
   * Waits until what is ready in this turn has been read and answered, or enough of it: what goes out then goes out
   * together.
   */
  atEnd(part: TurnEnd): void {
    if (this.#atEnd.length >= mostAtEnd) this.#end(); // behind which all of them may have come back
    this.#atEnd.push(part);
    if (!this.#underWay) this.#begin(performance.now());
  }

  #begin(now: number): void {
    this.#underWay = true;
    this.#startedAt = now;
    setImmediate(() => this.#next());
  }

  #next(): void {
    this.#underWay = false;
    this.#end();
    if (this.#deferred.length === 0) return;
    const deferred = this.#deferred;
    this.#deferred = [];
    for (const callback of deferred) callback();
  }

  #end(): void {
    const atEnd = this.#atEnd;
    this.#atEnd = [];
    for (const part of atEnd) part.write();
    const now = performance.now();
    for (const part of atEnd) part.settle(now);
  }
}
