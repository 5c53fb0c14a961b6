import { powerSaveBlocker } from "electron";

/** Keeps the computer from falling asleep while something is being sent or received. */
export class KeepAwake {
  #blocker: number | undefined;

  /** So many transfers are under way now. */
  look(transfers: number): void {
    if (transfers > 0) {
      this.#blocker ??= powerSaveBlocker.start("prevent-app-suspension");
      return;
    }
    if (this.#blocker !== undefined) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = undefined;
  }
}
