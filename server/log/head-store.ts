/** The heads of one exchange as they went over the wire, Latin-1. */
export type Heads = { readonly received: string; readonly sent: string };

/** The newest heads, as many as fit into a number of bytes: what a person looks at in one request's details. */
export class HeadStore {
  readonly #most: number;
  readonly #heads = new Map<number, Heads>();
  #bytes = 0;

  /** `most`: bytes in all; 0: none are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Undefined: they have fallen out, or were never kept. */
  get(id: number): Heads | undefined {
    return this.#heads.get(id);
  }

  keep(id: number, received: string, sent: string): void {
    if (this.#most === 0) return;
    const heads = { received, sent };
    const replaced = this.#heads.get(id);
    this.#heads.set(id, heads);
    this.#bytes += sizeOf(heads) - (replaced === undefined ? 0 : sizeOf(replaced));
    for (const [oldest, old] of this.#heads) {
      if (this.#bytes <= this.#most) return;
      this.#heads.delete(oldest);
      this.#bytes -= sizeOf(old);
    }
  }
}

function sizeOf(heads: Heads): number {
  return heads.received.length + heads.sent.length;
}
