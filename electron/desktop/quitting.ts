import type { BrowserWindow, Event } from "electron";
import { showMessage } from "./message-box.ts";

/** What quitting has to know and to do. */
export type QuittingParts = {
  readonly transfers: () => number;
  readonly window: () => BrowserWindow | undefined;
  /** Ends the share and writes down what is to be remembered. */
  readonly end: () => Promise<void>;
  readonly quit: () => void;
};

/** The way out: it asks once when somebody is in the middle of a transfer, puts everything in order, and ends. */
export class Quitting {
  readonly #parts: QuittingParts;
  #state: "staying" | "deciding" | "ready" = "staying";

  constructor(parts: QuittingParts) {
    this.#parts = parts;
  }

  /** Whether windows may close by now. */
  get isReady(): boolean {
    return this.#state === "ready";
  }

  /** For the app's before-quit: the attempt is put off until everything is in order, and then made again. */
  readonly beforeQuit = (event: Event): void => {
    if (this.#state === "ready") return;
    event.preventDefault();
    if (this.#state === "staying") void this.#leave();
  };

  async #leave(): Promise<void> {
    this.#state = "deciding";
    if (!(await this.#isAgreed())) {
      this.#state = "staying";
      return;
    }
    await this.#parts.end();
    this.#state = "ready";
    this.#parts.quit();
  }

  async #isAgreed(): Promise<boolean> {
    const transfers = this.#parts.transfers();
    if (transfers === 0) return true;
    const options = {
      type: "question" as const,
      message: transfers === 1 ? "A transfer is under way." : `${transfers} transfers are under way.`,
      detail: "Quitting ends what other devices are downloading now.",
      buttons: ["Quit", "Keep Sharing"],
      defaultId: 1,
      cancelId: 1,
    };
    return (await showMessage(this.#parts.window(), options)) === 0;
  }
}
