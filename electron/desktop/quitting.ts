import type { Event, MessageBoxOptions } from "electron";

/** As long as that takes, with a disk that has to wake up first; one that never answers must not keep the app. */
const endMilliseconds = 10_000;

/** What quitting has to know and to do. */
export type QuittingParts = {
  readonly transfers: () => number;
  /** Shows a question; answers which of its buttons was pressed. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  /** Ends the share and writes down what is to be remembered. */
  readonly end: () => Promise<void>;
  readonly quit: () => void;
};

/** The way out: it asks once when somebody is in the middle of a transfer, puts everything in order, and ends. */
export class Quitting {
  readonly #parts: QuittingParts;
  #state: "staying" | "deciding" | "ready" = "staying";
  #isShuttingDown = false;

  constructor(parts: QuittingParts) {
    this.#parts = parts;
  }

  /** Whether windows may close by now. */
  get isReady(): boolean {
    return this.#state === "ready";
  }

  /** For the app's before-quit: the attempt is put off until everything is in order, and then made again. */
  readonly beforeQuit = (event: Pick<Event, "preventDefault">): void => {
    if (this.#state === "ready") return;
    if (this.#isShuttingDown) {
      this.#state = "ready";
      void this.#end();
      return;
    }
    event.preventDefault();
    if (this.#state === "staying") void this.#leave();
  };

  /** For the system's shutdown: a Mac would give it up for an app that does not quit when it is told to. */
  readonly shutDown = (): void => {
    this.#isShuttingDown = true;
  };

  async #leave(): Promise<void> {
    this.#state = "deciding";
    const isAgreed = await this.#isAgreed();
    if (this.isReady) return; // the system's shutdown has decided meanwhile
    if (!isAgreed) {
      this.#state = "staying";
      return;
    }
    await this.#end();
    this.#state = "ready";
    this.#parts.quit();
  }

  /** What cannot be put in order, or not in time, keeps nobody from quitting. */
  #end(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, endMilliseconds).unref();
      this.#parts.end().then(resolve, resolve);
    });
  }

  async #isAgreed(): Promise<boolean> {
    const transfers = this.#parts.transfers();
    if (transfers === 0) return true;
    const question: MessageBoxOptions = {
      type: "question",
      message: transfers === 1 ? "A transfer is under way." : `${transfers} transfers are under way.`,
      detail: "Quitting ends what other devices are downloading or sending now.",
      buttons: ["Quit", "Keep Sharing"],
      defaultId: 1,
      cancelId: 1,
    };
    try {
      return (await this.#parts.ask(question)) === 0;
    } catch {
      return true; // an app that cannot ask could never be quit
    }
  }
}
