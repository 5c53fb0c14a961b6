import { isLoopback } from "../loopback.ts";
import { UploadError } from "./upload-error.ts";

/** Bounds how many files arrive at once: in all, and half of them from one address, so that nobody keeps others out. */
export class Arrivals {
  readonly #most: number;
  readonly #byAddress = new Map<string, number>();
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Runs what takes in bytes from an address; this computer's own are only counted in all.
   * @throws UploadError 503 when too many do already.
   */
  async counted<T>(address: string, run: () => Promise<T>): Promise<T> {
    const own = this.#byAddress.get(address) ?? 0;
    const isCrowded = own >= this.#most / 2 && !isLoopback(address);
    if (isCrowded) throw new UploadError(503, "too many files arrive at once from one address");
    if (this.#count >= this.#most) throw new UploadError(503, "too many files arrive at once");
    this.#add(address, 1);
    try {
      return await run();
    } finally {
      this.#add(address, -1);
    }
  }

  #add(address: string, change: 1 | -1): void {
    const left = (this.#byAddress.get(address) ?? 0) + change;
    this.#count += change;
    if (left === 0) this.#byAddress.delete(address);
    else this.#byAddress.set(address, left);
  }
}
