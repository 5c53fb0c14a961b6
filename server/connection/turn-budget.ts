/**
 * How long answering may take in one turn of the event loop. libuv can go on polling ready sockets without ever
 * running timers or, in a desktop app, the window's events; what is over the budget waits for the next turn.
 */
export class TurnBudget {
  readonly #milliseconds: number;
  #startedAt = 0;
  #underWay = false;
  #deferred: (() => void)[] = [];

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

  #begin(now: number): void {
    this.#underWay = true;
    this.#startedAt = now;
    setImmediate(() => this.#next());
  }

  #next(): void {
    this.#underWay = false;
    if (this.#deferred.length === 0) return;
    const deferred = this.#deferred;
    this.#deferred = [];
    for (const callback of deferred) callback();
  }
}
