import { copySmallChunks, firstExpected, readPart, type Expected, type Step } from "./chunked.ts";
import type { Framing } from "./framing.ts";
import type { FramingLimits } from "./request-limits.ts";

/** What a step over a body's bytes gave. */
export type Decoded =
  | { readonly kind: "content"; readonly bytes: Buffer }
  /** Nothing more without more bytes. */
  | { readonly kind: "more" }
  /** The body is whole; `rest` came behind it. */
  | { readonly kind: "end"; readonly rest: Buffer };

const more: Decoded = { kind: "more" };
const noBytes = Buffer.alloc(0);
/** Bytes that are worth a piece of their own. */
const leastPiece = 4096;

/** How much more memory than it has bytes a piece may hold. */
const mostHeld = 4;

/** Takes the framing off a body whose bytes come in any cut; what follows the body is left over. No I/O. */
export class BodyDecoder {
  readonly #limits: FramingLimits;
  #expected: Expected | { readonly part: "length"; readonly left: number };
  #bytes: Buffer;

  constructor(framing: Framing, first: Buffer, limits: FramingLimits) {
    this.#limits = limits;
    this.#bytes = first;
    this.#expected =
      framing.kind === "chunked"
        ? firstExpected
        : { part: "length", left: framing.kind === "length" ? framing.length : 0 };
  }

  feed(bytes: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
  }

  /** How many bytes of content are still to come, where that is known. */
  get left(): number | undefined {
    return this.#expected.part === "length" ? this.#expected.left : undefined;
  }

  /** Bytes that have come and were not decoded yet. */
  get waiting(): number {
    return this.#bytes.length;
  }

  /** @throws HttpError for broken framing: nothing behind it may be parsed. */
  next(): Decoded {
    for (;;) {
      if (this.#expected.part === "length") return this.#nextOfLength(this.#expected.left);
      if (this.#expected.part === "nothing") return { kind: "end", rest: this.#takeRest() };
      const step = readPart(this.#expected, this.#bytes, this.#limits);
      if (step === undefined) return more;
      this.#expected = step.next;
      this.#bytes = this.#bytes.subarray(step.used);
      if (step.content !== undefined) return { kind: "content", bytes: alone(this.#withNext(step.content)) };
    }
  }

  /**
   * What a chunk has, and where that is little what the chunks behind it have that are here: who reads a body has some
   * work with each piece of it, and a peer may send a chunk for each byte.
   */
  #withNext(first: Buffer): Buffer {
    if (first.length >= leastPiece || this.#bytes.length === 0) return first;
    const piece = Buffer.allocUnsafeSlow(first.length + this.#bytes.length);
    let length = first.copy(piece);
    for (;;) {
      if (this.#expected.part === "data end") length += this.#copySmall(piece.subarray(length));
      const step = this.#tryStep();
      if (step === undefined) return piece.subarray(0, length);
      this.#expected = step.next;
      this.#bytes = this.#bytes.subarray(step.used);
      if (step.content !== undefined) length += step.content.copy(piece, length);
    }
  }

  /** As many bytes of the next chunks as go quickly. */
  #copySmall(target: Buffer): number {
    const { used, copied } = copySmallChunks(this.#bytes, target);
    this.#bytes = this.#bytes.subarray(used);
    return copied;
  }

  /** The next step; undefined: more bytes are needed, it is over, or it is broken, which the next call tells. */
  #tryStep(): Step | undefined {
    if (this.#expected.part === "length") return undefined;
    try {
      return readPart(this.#expected, this.#bytes, this.#limits);
    } catch {
      return undefined;
    }
  }

  #nextOfLength(left: number): Decoded {
    if (left === 0) return { kind: "end", rest: this.#takeRest() };
    if (this.#bytes.length === 0) return more;
    const bytes = this.#bytes.subarray(0, left);
    // Who got the last of them may do with their memory as they please.
    this.#bytes = bytes.length === this.#bytes.length ? noBytes : this.#bytes.subarray(bytes.length);
    this.#expected = { part: "length", left: left - bytes.length };
    return { kind: "content", bytes };
  }

  #takeRest(): Buffer {
    const rest = this.#bytes;
    this.#bytes = noBytes;
    return rest;
  }
}

/**
 * A piece without the memory around it, where that is far more: extensions of chunks were there, and nobody needs those.
 * Not from Node's pool, where the next thing that is kept would hold all of it.
 */
function alone(piece: Buffer): Buffer {
  if (piece.length * mostHeld >= piece.buffer.byteLength) return piece;
  const copy = Buffer.allocUnsafeSlow(piece.length);
  piece.copy(copy);
  return copy;
}
