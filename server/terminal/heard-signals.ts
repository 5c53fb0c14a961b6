import { endingSignals } from "../ending-signals.ts";

/** Hears the signals that end the program. As long as nobody follows them there is nothing to stop, and one ends it. */
export class HeardSignals {
  #heard: () => void = () => this.exit();
  readonly #listener = () => this.#heard();

  constructor() {
    for (const signal of endingSignals) process.on(signal, this.#listener);
  }

  /** Calls back at the first that comes from now on, and at every further one. None ends the process any more. */
  follow(first: () => void, further: () => void): void {
    this.#heard = () => {
      this.#heard = further;
      first();
    };
  }

  /** Ends the process. It waits for a disk that does not answer, even now: a further signal ends that as well. */
  exit(): void {
    for (const signal of endingSignals) process.off(signal, this.#listener);
    process.exit(0);
  }
}
