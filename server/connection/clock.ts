import { formatHttpDate } from "../http/http-date.ts";

/**
 * The time of day, told from performance.now(), which everything here is measured with anyway; the Date field of
 * answers is worked out once a second.
 */
export class Clock {
  #offset = 0;
  #second = 0;
  #date = "";
  readonly #sleep: number;
  #setAt = performance.now();
  #awokeAt = 0;

  /** `sleep`: milliseconds between two calls of `set` that mean that the computer slept. */
  constructor(sleep = Infinity) {
    this.#sleep = sleep;
    this.set(this.#setAt);
  }

  /** Follows the computer's clock, which may have been put right, or have slept. `now`: performance.now(). */
  set(now: number): void {
    this.#offset = Date.now() - now;
    if (now - this.#setAt > this.#sleep) this.#awokeAt = now;
    this.#setAt = now;
  }

  /** When the computer last awoke, where performance.now() goes on while it sleeps; 0: it did not. */
  get awokeAt(): number {
    return this.#awokeAt;
  }

  /** The whole second, since 1970, that the last `look` saw. */
  get second(): number {
    return this.#second;
  }

  /** That second as an IMF-fixdate. */
  get date(): string {
    return this.#date;
  }

  /** Milliseconds since 1970 at a time of performance.now(). */
  look(now: number): number {
    const time = now + this.#offset;
    const second = Math.floor(time / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#date = formatHttpDate(second * 1000);
    }
    return time;
  }
}
