import { formatHttpDate } from "../http/http-date.ts";

/** The Date field of answers, worked out once a second. */
export class Clock {
  #second = 0;
  #date = "";

  /** The whole second, since 1970, that the last `look` saw. */
  get second(): number {
    return this.#second;
  }

  /** That second as an IMF-fixdate. */
  get date(): string {
    return this.#date;
  }

  /** Looks at the time: milliseconds since 1970. */
  look(): number {
    const time = Date.now();
    const second = Math.floor(time / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#date = formatHttpDate(second * 1000);
    }
    return time;
  }
}
