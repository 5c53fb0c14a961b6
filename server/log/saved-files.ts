/** Requests whose files are remembered: what a person may still want to be shown. */
const mostRequests = 10_000;
/** Files of one request: a form has a thousand, of which the first are enough to find the others beside them. */
const mostOfOne = 20;

const none: readonly string[] = [];

/** Where files lie that visitors sent, by the number of the request's record; the oldest are forgotten. */
export class SavedFiles {
  readonly #most: number;
  readonly #paths = new Map<number, readonly string[]>();

  constructor(most = mostRequests) {
    this.#most = most;
  }

  /** Empty: none were saved, or it is too long ago. */
  get(id: number): readonly string[] {
    return this.#paths.get(id) ?? none;
  }

  keep(id: number, paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#paths.set(id, paths.slice(0, mostOfOne));
    const [oldest] = this.#paths.keys();
    if (this.#paths.size > this.#most && oldest !== undefined) this.#paths.delete(oldest);
  }
}
