import { PerAddress } from "../per-address.ts";
import { UploadError } from "./upload-error.ts";

/** Bounds how many files arrive at once: in all, and half of them from one address, so that nobody keeps others out. */
export class Arrivals {
  readonly #most: number;
  readonly #perAddress = new PerAddress();
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Runs what takes in bytes from an address; this computer's own are only counted in all.
   * @throws UploadError 503 when too many do already.
   */
  async counted<T>(address: string, run: () => Promise<T>): Promise<T> {
    if (this.#perAddress.isFull(address, this.#most / 2)) {
      throw new UploadError(503, "too many files arrive at once from one address");
    }
    if (this.#count >= this.#most) throw new UploadError(503, "too many files arrive at once");
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
