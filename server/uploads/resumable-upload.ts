import type { Incoming, Saved, WhyUnwanted } from "./incoming.ts";

/** An upload that may come in several requests. */
export class ResumableUpload {
  readonly id: string;
  readonly length: number;
  readonly incoming: Incoming;
  #touchedAt = performance.now();
  /** Who goes on with it now; an older request must not add anything. */
  #turn = {};
  /** Why nobody but who goes on with it now does. */
  #turnEndedBy = "";
  #requests = 0;
  #saving: Promise<Saved> | undefined;

  constructor(id: string, length: number, incoming: Incoming) {
    this.id = id;
    this.length = length;
    this.incoming = incoming;
  }

  /** When somebody last went on with it: milliseconds of performance.now(). */
  get touchedAt(): number {
    return this.#touchedAt;
  }

  /** Somebody goes on with it. */
  touch(): void {
    this.#touchedAt = performance.now();
  }

  /** Whether no request goes on with it or saves it. */
  get isIdle(): boolean {
    return this.#requests === 0 && this.#saving === undefined;
  }

  /** Runs what a request does with it. */
  async use<T>(run: () => Promise<T>): Promise<T> {
    this.#requests++;
    try {
      return await run();
    } finally {
      this.#requests--;
      this.touch();
    }
  }

  /** Bytes that have come. */
  get offset(): number {
    return this.incoming.length;
  }

  /** Resolves when it is saved; undefined: nobody has asked for that, and it may still be given up. */
  get saving(): Promise<Saved> | undefined {
    return this.#saving;
  }

  /**
   * Takes over from a request whose connection may be dead, without anybody having noticed; what it gives says why the
   * turn is over, as soon as it is.
   */
  async takeTurn(): Promise<WhyUnwanted> {
    this.endTurn("the upload goes on in another request");
    const turn = this.#turn;
    await this.incoming.flush();
    return () => (this.#turn === turn ? undefined : this.#turnEndedBy);
  }

  /** No request that goes on with it does so any more, for a reason. */
  endTurn(reason: string): void {
    this.#turn = {};
    this.#turnEndedBy = reason;
  }

  /** Saves it, once, however often it is asked for. Throws as `Incoming.save` does. */
  save(): Promise<Saved> {
    this.#saving ??= this.incoming.save();
    return this.#saving;
  }
}
