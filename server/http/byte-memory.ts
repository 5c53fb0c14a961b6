type Slot<Value> = { readonly bytes: Buffer; readonly value: Value };

/** Longer runs of bytes are read anew each time. */
const longest = 4096;
const slots = 64;

/**
 * Remembers what was read from bytes: who asks again mostly sends the same once more, on this connection or on
 * another, and comparing bytes is much less work than reading them. Runs of different lengths seldom share a place.
 */
export class ByteMemory<Value> {
  readonly #slots: (Slot<Value> | undefined)[] = new Array<Slot<Value> | undefined>(slots).fill(undefined);

  /** What was read from the very bytes that stand between `at` and `end`. */
  find(bytes: Buffer, at: number, end: number): Value | undefined {
    const length = end - at;
    const slot = this.#slots[length % slots];
    if (slot?.bytes.length !== length) return undefined;
    const run = at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end);
    return run.equals(slot.bytes) ? slot.value : undefined;
  }

  /** Keeps what was read from the bytes that stand there, in place of another. */
  keep(bytes: Buffer, at: number, end: number, value: Value): void {
    const length = end - at;
    if (length > longest) return;
    this.#slots[length % slots] = { bytes: Buffer.from(bytes.subarray(at, end)), value };
  }
}
