/** Who asks for some work, and whether they are gone. */
export type Asker = { readonly address: string; readonly hasLeft: () => boolean };

/** This computer itself, where no visitor asks. */
export const thisComputer: Asker = { address: "127.0.0.1", hasLeft: () => false };

/** Work that waits until it may begin, for one or several who ask for it. */
export class Turn<Result> {
  readonly result: Promise<Result>;
  readonly #askers: Asker[] = [];
  #run: () => void = () => undefined;
  #hasBegun = false;

  constructor(work: (turn: Turn<Result>) => Promise<Result>) {
    this.result = new Promise((resolve) => (this.#run = () => resolve(work(this))));
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Whether all who asked are gone. */
  get isAbandoned(): boolean {
    return this.#askers.every(({ hasLeft }) => hasLeft());
  }

  /** Somebody asks for it, who may come when it has begun already. */
  join(asker: Asker): void {
    this.#askers.push(asker);
  }

  begin(): void {
    this.#hasBegun = true;
    this.#run();
  }
}

type Waiting = Pick<Turn<unknown>, "hasBegun" | "begin" | "join">;

/** Lets so many begin at once, and one of each address after the other: whoever asks for a hundred waits for himself. */
export class FairTurns {
  readonly #most: number;
  /** The address whose turn it is comes first. */
  readonly #waiting = new Map<string, Waiting[]>();
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Has a turn come among those of the address that asks for it. One for several addresses comes with the first that it
   * is the turn of.
   */
  wait(turn: Waiting, asker: Asker): void {
    turn.join(asker);
    if (turn.hasBegun) return;
    const { address } = asker;
    const turns = this.#waiting.get(address);
    if (turns === undefined) this.#waiting.set(address, [turn]);
    else turns.push(turn);
    this.#beginNext();
  }

  /** One that has begun is at its end. */
  end(): void {
    this.#running--;
    this.#beginNext();
  }

  #beginNext(): void {
    while (this.#running < this.#most) {
      const turn = this.#take();
      if (turn === undefined) return;
      this.#running++;
      turn.begin();
    }
  }

  #take(): Waiting | undefined {
    for (const [address, turns] of this.#waiting) {
      this.#waiting.delete(address);
      const at = turns.findIndex(({ hasBegun }) => !hasBegun);
      if (at === -1) continue;
      const [turn] = turns.splice(0, at + 1).slice(-1);
      if (turns.length > 0) this.#waiting.set(address, turns); // behind all others
      return turn;
    }
    return undefined;
  }
}
