import { BodyDecoder, type Decoded } from "./body-decoder.ts";
import type { Framing } from "./framing.ts";
import { HttpError } from "./http-error.ts";
import type { FramingLimits } from "./request-limits.ts";

/** Where a body's bytes come from. */
export type BodySource = {
  /** The next bytes off the wire, at least one; undefined: the peer sends no more. Called only when somebody reads. */
  readonly read: () => Promise<Buffer | undefined>;
  /** Called once, before the first wait for bytes: the moment to say 100 Continue, or to throw a refusal. */
  readonly begin: () => void;
};

const empty = Buffer.alloc(0);

/**
 * A request's body, pulled: nothing of it leaves the wire until somebody asks (RFC 9112 §6–§7). Pre-filled with
 * the bytes that came with the head.
 */
export class BodyReader implements AsyncIterable<Buffer> {
  readonly #source: BodySource;
  readonly #decoder: BodyDecoder;
  #begun = false;
  #content: Buffer = empty;
  #rest: Buffer | undefined;
  #received = 0;
  #isBroken = false;
  #isCut = false;

  constructor(framing: Framing, first: Buffer, source: BodySource, limits: FramingLimits) {
    this.#source = source;
    this.#decoder = new BodyDecoder(framing, first, limits);
    if (framing.kind === "none") this.#rest = first;
  }

  /** Bytes of content read so far. */
  get received(): number {
    return this.#received;
  }

  /** Bytes of content that nobody has read yet, where the framing tells. */
  get left(): number | undefined {
    const { left } = this.#decoder;
    return left === undefined ? undefined : left + this.#content.length;
  }

  /** Bytes of it, as framed, that have come and that nobody has read yet. */
  get waiting(): number {
    return this.#decoder.waiting + this.#content.length;
  }

  /** Whether the body has been taken off the wire to its end. */
  get isWhole(): boolean {
    return this.#rest !== undefined;
  }

  /** Whether its framing is known to be broken, or the peer left inside: where it ends, nobody knows. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Whether the peer left inside. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** What came behind the body: the start of the next request. Empty until the body is whole. */
  get rest(): Buffer {
    return this.#rest ?? empty;
  }

  /**
   * The next bytes of content, at most `most`; undefined: that was all.
   * @throws HttpError 400 or 431 for broken framing, 400 for a peer that leaves inside the body; or as the source does.
   */
  async read(most = Number.MAX_SAFE_INTEGER): Promise<Buffer | undefined> {
    if (this.#content.length === 0) this.#content = (await this.#next()) ?? empty;
    if (this.#content.length === 0) return undefined;
    const bytes = this.#content.subarray(0, most);
    this.#content = this.#content.subarray(bytes.length);
    this.#received += bytes.length;
    return bytes;
  }

  /**
   * The whole content.
   * @throws HttpError 413 when it is longer than `bound` bytes; or as `read` does.
   */
  async readAll(bound: number): Promise<Buffer> {
    if ((this.left ?? 0) > bound) throw new HttpError(413, `the body is longer than ${bound} bytes`);
    // Not its parts: a peer may send a packet for each byte, and a Buffer is as large as a hundred.
    let whole: Buffer = empty;
    let length = 0;
    for await (const part of this) {
      const end = length + part.length;
      if (end > bound) throw new HttpError(413, `the body is longer than ${bound} bytes`);
      if (end > whole.length) whole = larger(whole, Math.max(end, Math.min(bound, 2 * whole.length)));
      length += part.copy(whole, length);
    }
    return whole.subarray(0, length);
  }

  /**
   * Reads what is left and throws it away. False: it is longer than `bound` bytes, the connection is to be closed.
   * Throws as `read` does.
   */
  async drain(bound: number): Promise<boolean> {
    if ((this.left ?? 0) > bound) return false;
    const before = this.#received;
    while ((await this.read()) !== undefined) if (this.#received - before > bound) return false;
    return true;
  }

  async *[Symbol.asyncIterator](): AsyncIterableIterator<Buffer> {
    for (let bytes = await this.read(); bytes !== undefined; bytes = await this.read()) yield bytes;
  }

  async #next(): Promise<Buffer | undefined> {
    while (this.#rest === undefined) {
      const decoded = this.#decode();
      if (decoded.kind === "content") return decoded.bytes;
      if (decoded.kind === "end") this.#rest = decoded.rest;
      else await this.#readOn();
    }
    return undefined;
  }

  #decode(): Decoded {
    try {
      return this.#decoder.next();
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  async #readOn(): Promise<void> {
    if (!this.#begun) {
      this.#begun = true;
      this.#source.begin();
    }
    const bytes = await this.#source.read();
    if (bytes === undefined) {
      this.#isBroken = true;
      this.#isCut = true;
      throw new HttpError(400, "the client left inside the body");
    }
    this.#decoder.feed(bytes);
  }
}

function larger(bytes: Buffer, length: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(length);
  bytes.copy(copy);
  return copy;
}

/** The body of a request that has none; all such requests share it. */
export const emptyBody: BodyReader = new BodyReader(
  { kind: "none" },
  empty,
  { read: () => Promise.resolve(undefined), begin: () => undefined },
  { chunkLineBytes: 0, trailerBytes: 0 },
);
