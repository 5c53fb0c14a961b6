/** A page that crashes so often in a row is not loaded any more. */
const most = 5;
/** A page that has lived so many milliseconds begins another row: it does not crash because it is loaded. */
const calmMilliseconds = 600_000;

/** The crashes of the window's page, since it was last loaded on purpose. */
export class PageCrashes {
  #inRow = 0;
  #last = 0;

  get isNone(): boolean {
    return this.#inRow === 0;
  }

  /** The page is loaded on purpose. */
  forget(): void {
    this.#inRow = 0;
  }

  /** Counts one more, at a time in milliseconds. Whether the page is to be loaded again by itself. */
  mayLoadAgain(now: number): boolean {
    this.#inRow = now - this.#last < calmMilliseconds ? this.#inRow + 1 : 1;
    this.#last = now;
    return this.#inRow <= most;
  }
}
