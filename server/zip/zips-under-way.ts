import { pieceMemory, type PieceMemory } from "./piece-memory.ts";

/** What a zip on its way out may hold in memory. */
export type Means = {
  readonly memory: PieceMemory;
  /** Whether small files are read before they are wanted. */
  readonly readsAhead: boolean;
};

/** What each of some zips gets. */
type Pace = { readonly pieceBytes: number; readonly readsAhead: boolean };

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
  /** What zips had that have gone out, of the fast ones for ever: a new one costs more than to send a small zip. */
  readonly #free = new Map<Pace, PieceMemory[]>();

  /** Sends what `make` makes, from when somebody asks for the first byte until nobody wants more. */
  async *send(make: (means: Means) => AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
    const pace = this.#count < mostFast ? fast : this.#count < mostUsual ? usual : modest;
    this.#count++;
    const memory = this.#free.get(pace)?.pop() ?? pieceMemory(pace.pieceBytes);
    try {
      yield* make({ memory, readsAhead: pace.readsAhead });
    } finally {
      this.#count--;
      this.#keep(pace, memory);
    }
  }

  #keep(pace: Pace, memory: PieceMemory): void {
    const free = this.#free.get(pace) ?? [];
    if (pace !== modest) this.#free.set(pace, [...free, memory]);
    if (this.#count === 0) this.#free.delete(usual);
  }
}
