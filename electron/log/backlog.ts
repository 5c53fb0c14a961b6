/** A queue that holds so much and no more: what is added to a full one pushes its oldest entry out. */
export class Backlog<Entry> {
  readonly #most: number;
  #entries: Entry[] = [];
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#entries.length - this.#taken;
  }

  /** The entry that had to go to make room; undefined: there was room. */
  add(entry: Entry): Entry | undefined {
    this.#entries.push(entry);
    return this.length > this.#most ? this.take(1)[0] : undefined;
  }

  /** Takes the oldest entries out, at most so many. */
  take(most: number): readonly Entry[] {
    const entries = this.#entries.slice(this.#taken, this.#taken + most);
    this.#taken += entries.length;
    // moving what is left costs as much as what was taken: once per `most` entries, that is little
    if (this.#taken >= this.#most || this.length === 0) {
      this.#entries = this.#entries.slice(this.#taken);
      this.#taken = 0;
    }
    return entries;
  }

  clear(): void {
    this.#entries = [];
    this.#taken = 0;
  }
}
