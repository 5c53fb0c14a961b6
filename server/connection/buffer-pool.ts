/** Room in front of a piece for the head of its answer: both then leave in one write. */
export const headRoom = 1024;

/** Bytes of a file that are read at once at the least. */
export const smallestPiece = 16 * 1024;
/** And at the most. */
export const largestPiece = 2 * 1024 * 1024;

/** Of the budget, what is kept while no transfer moves. */
const keptAtRest = 1 / 4;

/**
 * Buffers for files on their way out, used again and again: one for each transfer that is moving. A fresh one costs
 * more than filling it, for the system hands it out page by page.
 */
export class BufferPool {
  readonly #budget: number;
  /** By the length of their pieces, what was used last at the end. */
  readonly #free = new Map<number, Buffer[]>();
  /** The last of those lengths. */
  #last = 0;
  #freeBytes = 0;
  #transfers = 0;

  /** `budget`: bytes for all transfers together. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** A transfer begins: each has its part of the budget. */
  begin(): void {
    this.#transfers++;
  }

  /** It is over. */
  end(): void {
    this.#transfers--;
    if (this.#transfers === 0) this.#keepAtMost(this.#budget * keptAtRest);
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
    const buffer = this.#free.get(pieceLength)?.pop();
    if (buffer === undefined) return Buffer.allocUnsafeSlow(pieceLength + headRoom);
    this.#freeBytes -= pieceLength;
    return buffer;
  }

  /** Gives back a buffer that was taken. */
  give(buffer: Buffer): void {
    const pieceLength = buffer.length - headRoom;
    const buffers = this.#free.get(pieceLength) ?? [];
    buffers.push(buffer);
    this.#freeBytes += pieceLength;
    if (pieceLength !== this.#last) {
      this.#free.delete(pieceLength);
      this.#free.set(pieceLength, buffers);
      this.#last = pieceLength;
    }
    this.#keepAtMost(this.#budget);
  }

  /** Lets go of buffers of the lengths that were wanted longest ago. */
  #keepAtMost(bytes: number): void {
    for (const [pieceLength, buffers] of this.#free) {
      while (this.#freeBytes > bytes && buffers.pop() !== undefined) this.#freeBytes -= pieceLength;
      if (this.#freeBytes <= bytes) return;
    }
  }
}
