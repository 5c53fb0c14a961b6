import { PerAddress } from "./per-address.ts";

/** Bounds how much goes on at once: in all, and half of it from one address, so that nobody keeps others out. */
export class AtOnce {
  readonly #most: number;
  readonly #refusal: (whence: string) => Error;
  readonly #perAddress = new PerAddress();
  #count = 0;

  /** `refusal`: what is thrown where too much goes on; `whence`: "", or " from one address". */
  constructor(most: number, refusal: (whence: string) => Error) {
    this.#most = most;
    this.#refusal = refusal;
  }

  /** Runs what an address asks for; this computer's own are only counted in all. @throws the refusal. */
  async counted<T>(address: string, run: () => Promise<T>): Promise<T> {
    if (this.#perAddress.isFull(address, this.#most / 2)) throw this.#refusal(" from one address");
    if (this.#count >= this.#most) throw this.#refusal("");
    this.#count++;
    this.#perAddress.add(address);
    try {
      return await run();
    } finally {
      this.#count--;
      this.#perAddress.remove(address);
    }
  }
}
