const firstLength = 64 * 1024;
const lineFeed = 0x0a;

/** Lines as UTF-8, gathered: each is copied as it comes, and leaves the garbage collector nothing that lives on. */
export class LineBuffer {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  #lines = 0;

  /** Bytes that were gathered. */
  get length(): number {
    return this.#length;
  }

  /** Adds a line and its line end. */
  add(line: string): void {
    const most = line.length * 3 + 1; // a UTF-16 unit is three bytes at the most
    if (this.#length + most > this.#bytes.length) this.#grow(this.#length + most);
    this.#length += this.#bytes.write(line, this.#length);
    this.#bytes[this.#length++] = lineFeed;
    this.#lines++;
  }

  /** Hands over what was gathered, and begins anew. */
  take(): { readonly bytes: Buffer; readonly lines: number } {
    const taken = { bytes: this.#bytes.subarray(0, this.#length), lines: this.#lines };
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    this.#lines = 0;
    return taken;
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(firstLength, 2 * this.#bytes.length, least));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
