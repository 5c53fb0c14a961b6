const firstLength = 128 * 1024;
/** A larger buffer is not used again: lines seldom gather so fast. */
const longestKept = 512 * 1024;
const lineFeed = 0x0a;
const nothing = Buffer.alloc(0);

/** Lines as UTF-8, gathered: each is copied as it comes, and leaves the garbage collector nothing that lives on. */
export class LineBuffer {
  #bytes: Buffer = nothing;
  #lent: Buffer = nothing;
  #spare: Buffer = nothing;
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

  /** Hands over what was gathered, and begins anew. The bytes are the taker's until `giveBack` or the next `take`. */
  take(): { readonly bytes: Buffer; readonly lines: number } {
    const taken = { bytes: this.#bytes.subarray(0, this.#length), lines: this.#lines };
    this.#lent = this.#bytes;
    this.#bytes = nothing;
    this.#length = 0;
    this.#lines = 0;
    return taken;
  }

  /** What was taken is needed no more: its memory is used again. */
  giveBack(): void {
    if (this.#lent.length <= longestKept) this.#spare = this.#lent;
    this.#lent = nothing;
  }

  #grow(least: number): void {
    const isSpareEnough = this.#length === 0 && this.#spare.length >= least;
    const larger = isSpareEnough
      ? this.#spare
      : Buffer.allocUnsafeSlow(Math.max(firstLength, 2 * this.#bytes.length, least));
    if (isSpareEnough) this.#spare = nothing;
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
