import type { Headers } from "./headers.ts";

/** The fields of a head: read, and as they came, one character a byte, with the empty line that ends them. */
export type FieldBlock = { readonly headers: Headers; readonly text: string };

type Slot = { bytes: Buffer; length: number; block: FieldBlock };

/** Longer blocks are read anew each time. */
const longest = 4096;
const slots = 64;

/**
 * Remembers blocks of fields: who asks again mostly sends the same once more, on this connection or on another, and
 * comparing bytes is much less work than reading them. Blocks of different lengths seldom share a place.
 */
export class FieldMemory {
  readonly #slots: (Slot | undefined)[] = new Array<Slot | undefined>(slots).fill(undefined);

  /** The block whose very bytes stand between `at` and `end`. */
  find(bytes: Buffer, at: number, end: number): FieldBlock | undefined {
    const length = end - at;
    const slot = this.#slots[length % slots];
    if (slot?.length !== length) return undefined;
    return bytes.compare(slot.bytes, 0, length, at, end) === 0 ? slot.block : undefined;
  }

  /** Keeps a block that stands there, in place of another. */
  keep(bytes: Buffer, at: number, end: number, block: FieldBlock): void {
    const length = end - at;
    if (length > longest) return;
    const slot = this.#slots[length % slots];
    if (slot === undefined || slot.bytes.length < length) {
      const copy = Buffer.from(bytes.subarray(at, end));
      this.#slots[length % slots] = { bytes: copy, length, block };
      return;
    }
    bytes.copy(slot.bytes, 0, at, end);
    slot.length = length;
    slot.block = block;
  }
}
