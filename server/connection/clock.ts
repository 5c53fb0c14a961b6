import { formatHttpDate } from "../http/http-date.ts";

/**
 * The time of day, told from performance.now(), which everything here is measured with anyway; the Date field of
 * answers is worked out once a second.
 */
export class Clock {
  #offset = 0;
  #second = 0;
  #date = "";

  constructor() {
    this.set(performance.now());
  }

  /** Follows the computer's clock, which may have been put right, or have slept. `now`: performance.now(). */
  set(now: number): void {
    this.#offset = Date.now() - now;
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
