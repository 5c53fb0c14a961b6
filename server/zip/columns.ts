const firstLength = 256;

/** Numbers by their index, eight bytes each: a hundred thousand objects would be the collector's whole work. */
export class NumberColumn {
  #values = new Float64Array(firstLength);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const longer = new Float64Array(2 * this.#length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#length++] = value;
  }

  /** Undefined behind the end. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#values[index] : undefined;
  }

  /** The index of the last number that is not above the wanted one, or 0. The numbers are ascending. */
  lastAtMost(wanted: number): number {
    let low = 0;
    let high = this.#length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#values[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

/** Whole numbers of 64 bits by their index. */
export class BigIntColumn {
  #values = new BigInt64Array(firstLength);
  #length = 0;

  add(value: bigint): void {
    if (this.#length === this.#values.length) {
      const longer = new BigInt64Array(2 * this.#length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#length++] = value;
  }

  /** Undefined behind the end. */
  at(index: number): bigint | undefined {
    return index < this.#length ? this.#values[index] : undefined;
  }
}

/** Texts by their index, all of them as UTF-8 in one run of bytes. */
export class TextColumn {
  #bytes = Buffer.allocUnsafeSlow(firstLength);
  #end = 0;
  readonly #starts = new NumberColumn();

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.#end + length > this.#bytes.length) {
      const longer = Buffer.allocUnsafeSlow(2 * (this.#end + length));
      this.#bytes.copy(longer, 0, 0, this.#end);
      this.#bytes = longer;
    }
    this.#starts.add(this.#end);
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** Empty behind the end. */
  at(index: number): string {
    const start = this.#starts.at(index) ?? this.#end;
    return this.#bytes.toString("utf8", start, this.#starts.at(index + 1) ?? this.#end);
  }
}
