/** What a zip on its way out may hold in memory. */
export type Pace = {
  /** Bytes of a piece; there are two of them. */
  readonly pieceBytes: number;
  /** Whether small files are read before they are wanted. */
  readonly readsAhead: boolean;
};

/** As large files are read: each time that the disk is asked costs as much as a quarter of this. */
const fast: Pace = { pieceBytes: 2 * 1024 * 1024, readsAhead: true };
const usual: Pace = { pieceBytes: 512 * 1024, readsAhead: true };
/** A whole class that downloads a folder shares a network anyway. */
const modest: Pace = { pieceBytes: 32 * 1024, readsAhead: false };
const mostFast = 4;
const mostUsual = 32;

/** The zips that visitors are taking: the more there are, the less memory each of them gets. */
export class ZipsUnderWay {
  #count = 0;

  /** Sends what `make` makes, from when somebody asks for the first byte until nobody wants more. */
  async *send(make: (pace: Pace) => AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
    const pace = this.#count < mostFast ? fast : this.#count < mostUsual ? usual : modest;
    this.#count++;
    try {
      yield* make(pace);
    } finally {
      this.#count--;
    }
  }
}
