/** Room in front of a piece for the head of its answer: both then leave in one write. */
export const headRoom = 1024;

/** Bytes of a file that are read at once, at the least and at the most. */
export const smallestPiece = 16 * 1024;
export const largestPiece = 512 * 1024;

/** Buffers for files on their way out, used again and again: one for each transfer that is moving. */
export class BufferPool {
  readonly #budget: number;
  readonly #free = new Map<number, Buffer[]>();
  #freeBytes = 0;
  #transfers = 0;

  /** `budget`: bytes for all transfers together. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  begin(): void {
    this.#transfers++;
  }

  end(): void {
    this.#transfers--;
  }

  /** How many bytes a piece should have where `left` are to be sent and the peer takes `wanted` at a time. */
  pieceLength(left: number, wanted: number): number {
    let length = largestPiece;
    while (
      length > smallestPiece &&
      (length > wanted || length >= left * 2 || length * this.#transfers > this.#budget)
    ) {
      length /= 2;
    }
    return length;
  }

  /** A buffer for a piece of that length and a head; its content is whatever it was. */
  take(pieceLength: number): Buffer {
    const length = pieceLength + headRoom;
    const buffer = this.#free.get(length)?.pop();
    if (buffer === undefined) return Buffer.allocUnsafeSlow(length);
    this.#freeBytes -= length;
    return buffer;
  }

  give(buffer: Buffer): void {
    if (this.#freeBytes + buffer.length > this.#budget / 4) return;
    this.#freeBytes += buffer.length;
    const list = this.#free.get(buffer.length);
    if (list === undefined) this.#free.set(buffer.length, [buffer]);
    else list.push(buffer);
  }
}
