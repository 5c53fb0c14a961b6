import type { LogBatch } from "../../electron/contract.ts";

/** Applies batches in order of their sequence and acknowledges each once it has been applied. */
export class Batches {
  readonly #apply: (batch: LogBatch) => void;
  readonly #acknowledge: (sequence: number) => void;
  readonly #early = new Map<number, LogBatch>();
  #applied = 0;

  constructor(apply: (batch: LogBatch) => void, acknowledge: (sequence: number) => void) {
    this.#apply = apply;
    this.#acknowledge = acknowledge;
  }

  /** One that came before its turn waits; one that was applied already is not applied again. */
  receive(batch: LogBatch): void {
    if (batch.sequence <= this.#applied) return;
    this.#early.set(batch.sequence, batch);
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#apply(next);
      this.#early.delete(next.sequence);
      this.#applied = next.sequence;
      this.#acknowledge(next.sequence);
    }
  }

  #next(): LogBatch | undefined {
    return this.#early.get(this.#applied + 1);
  }
}
