const carriageReturn = 13;
const lineFeed = 10;
/** Where the first digit of the status stands in `HTTP/1.1 200 OK`. */
const statusAt = 9;
const two = 50;

/**
 * Tells where answers end, looking at nothing but a head's end and its status's first digit: bodies are as long as
 * was agreed beforehand, so that the load program does not become the limit of what it measures.
 */
export class AnswerScanner {
  readonly #bodyBytes: number;
  #headBytes = 0;
  /** Bytes of the empty line seen in a row. */
  #endSeen = 0;
  #bodyLeft = 0;
  #isRefused = false;

  /** `bodyBytes`: one at least. */
  constructor(bodyBytes: number) {
    this.#bodyBytes = bodyBytes;
  }

  /** Takes the first `length` of `bytes`: how many answers ended there, or "refused" where one is no success. */
  take(bytes: Uint8Array, length: number): number | "refused" {
    let ended = 0;
    let at = 0;
    while (at < length) {
      if (this.#bodyLeft === 0) at = this.#takeHead(bytes, at, length);
      if (this.#isRefused) return "refused";
      const step = Math.min(this.#bodyLeft, length - at);
      at += step;
      this.#bodyLeft -= step;
      if (step > 0 && this.#bodyLeft === 0) ended++;
    }
    return ended;
  }

  /** Where the head ends, or `length` where it goes on. */
  #takeHead(bytes: Uint8Array, from: number, length: number): number {
    for (let at = from; at < length; at++) {
      const byte = bytes[at];
      if (this.#headBytes === statusAt && byte !== two) this.#isRefused = true;
      this.#headBytes++;
      const isNext = byte === (this.#endSeen % 2 === 0 ? carriageReturn : lineFeed);
      this.#endSeen = isNext ? this.#endSeen + 1 : Number(byte === carriageReturn);
      if (this.#endSeen < 4) continue;
      this.#headBytes = 0;
      this.#endSeen = 0;
      this.#bodyLeft = this.#bodyBytes;
      return at + 1;
    }
    return length;
  }
}
