import { isLoopback } from "./loopback.ts";

/** How many of something each address has, so that none takes all of it. */
export class PerAddress {
  readonly #counts = new Map<string, number>();

  /** Whether an address has as many as it may; this computer's own are never too many. */
  isFull(address: string, most: number): boolean {
    return this.#of(address) >= most && !isLoopback(address);
  }

  add(address: string): void {
    this.#counts.set(address, this.#of(address) + 1);
  }

  /** Takes one away; an address that has none is forgotten. */
  remove(address: string): void {
    const left = this.#of(address) - 1;
    if (left > 0) this.#counts.set(address, left);
    else this.#counts.delete(address);
  }

  #of(address: string): number {
    return this.#counts.get(address) ?? 0;
  }
}
