const firstLength = 128 * 1024;
/** A larger buffer is not used again: lines seldom gather so fast. */
const longestKept = 512 * 1024;
/** Lines that are encoded in one go: a call for each costs as much as its bytes. More would outlive their turn. */
const linesAtOnce = 16;
/** UTF-16 units after which they are encoded, however few they are. */
const longestText = 16 * 1024;
const nothing = Buffer.alloc(0);

/** Lines as UTF-8, gathered: a few at a time are copied, and leave the garbage collector nothing that lives on. */
export class LineBuffer {
  #bytes: Buffer = nothing;
  #lent: Buffer = nothing;
  #spare: Buffer = nothing;
  #length = 0;
  #lines = 0;
  /** The last lines, which are no bytes yet. */
  #text = "";
  #textLines = 0;

  /** Bytes that were gathered; of lines that are not ASCII and not encoded yet, at least so many. */
  get length(): number {
    return this.#length + this.#text.length;
  }

  /** Lines that were gathered. */
  get lines(): number {
    return this.#lines + this.#textLines;
  }

  /** Adds a line and its line end. */
  add(line: string): void {
    this.#text += `${line}\n`;
    if (++this.#textLines === linesAtOnce || this.#text.length > longestText) this.#encode();
  }

  /** Hands over what was gathered, and begins anew. The bytes are the taker's until `giveBack` or the next `take`. */
  take(): { readonly bytes: Buffer; readonly lines: number } {
    this.#encode();
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

  #encode(): void {
    const most = this.#text.length * 3; // a UTF-16 unit is three bytes at the most
    if (this.#length + most > this.#bytes.length) this.#grow(this.#length + most);
    this.#length += this.#bytes.write(this.#text, this.#length);
    this.#lines += this.#textLines;
    this.#text = "";
    this.#textLines = 0;
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
