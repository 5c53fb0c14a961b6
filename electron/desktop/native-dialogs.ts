import type { MessageBoxOptions } from "electron";
import type { AppWindow } from "../window.ts";
import { placeForMessages, showMessage } from "./message-box.ts";

/**
 * What the system shows over the window: questions, and choices of files. Not every system keeps the menu and the page
 * from going on behind it (on a Mac it is a sheet of the window, and the menu is not in the window).
 */
export class NativeDialogs {
  readonly #isOver: () => boolean;
  #open = 0;

  /** `isOver`: whether the app has begun to close its windows, and nothing more is answered by somebody. */
  constructor(isOver: () => boolean) {
    this.#isOver = isOver;
  }

  /** Whether one waits for its answer. */
  get isOpen(): boolean {
    return this.#open > 0;
  }

  /** Shows one that must be answered, whatever else is shown. */
  async show<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.#open++;
    try {
      return await ask();
    } finally {
      this.#open--;
    }
  }

  /** Shows a message; answers by which of its buttons it was left. A Mac's window is shown for it, by `show`. */
  ask(message: MessageBoxOptions, window: AppWindow, show: () => void): Promise<number> {
    return this.show(() => showMessage(placeForMessages(window, show), message));
  }

  /**
   * Shows one that can wait until it is asked for again; undefined: another one is shown, or the app quit behind it. On a
   * Mac its sheet ends with the window, and Electron takes that for a choice of what it had proposed (file_dialog_mac.mm,
   * where only NSModalResponseCancel cancels).
   */
  async showAlone<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    if (this.isOpen) return undefined;
    const answer = await this.show(ask);
    return this.#isOver() ? undefined : answer;
  }
}
