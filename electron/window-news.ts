import type { Events } from "./contract.ts";
import { tell } from "./ipc.ts";
import type { AppWindow } from "./window.ts";

/** News of which only the last of each kind counts. */
type News = "share:status" | "settings:changed" | "settings:problem" | "preflight:progress";

/** The news for the window. What a hidden one is to know waits, the last of each kind, until somebody can see it. */
export class WindowNews {
  readonly #window: Pick<AppWindow, "contents" | "isSeen">;
  readonly #waiting = new Map<News, () => void>();

  constructor(window: Pick<AppWindow, "contents" | "isSeen">) {
    this.#window = window;
  }

  tell<Channel extends News>(channel: Channel, event: Events[Channel]): void {
    this.#waiting.set(channel, () => tell(this.#window.contents, channel, event));
    this.catchUp();
  }

  /** Tells what has waited, if the window can be seen by now. */
  catchUp(): void {
    if (!this.#window.isSeen) return;
    for (const send of this.#waiting.values()) send();
    this.#waiting.clear();
  }
}
