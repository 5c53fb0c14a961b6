import type { Events, LogBatch } from "./contract.ts";
import { tell } from "./ipc.ts";
import { packBatch } from "./packed-batch.ts";
import type { AppWindow } from "./window.ts";

/** News of which only the last of each kind counts. */
type News = "share:status" | "settings:changed" | "settings:problem" | "preflight:progress";

/** What the page is asked to do, of which only the last of each kind counts. */
type Wish = "command:run" | "folder:offered";

/** The news for the window. What a hidden one is to know waits, the last of each kind, until somebody can see it. */
export class WindowNews {
  readonly #window: Pick<AppWindow, "contents" | "isSeen">;
  readonly #waiting = new Map<News, () => void>();
  readonly #wishes = new Map<Wish, () => void>();
  #isPageThere = false;

  constructor(window: Pick<AppWindow, "contents" | "isSeen">) {
    this.#window = window;
  }

  /** Tells a piece of news: at once, or as soon as the window can be seen. */
  tell<Channel extends News>(channel: Channel, event: Events[Channel]): void {
    this.#waiting.set(channel, () => tell(this.#window.contents, channel, event));
    this.catchUp();
  }

  /** Sends a part of the log, of which each counts: what waits of it does so elsewhere. */
  log(batch: LogBatch): void {
    tell(this.#window.contents, "log:batch", packBatch(batch));
  }

  /** Tells what has waited, if the window can be seen by now. */
  catchUp(): void {
    if (!this.#window.isSeen) return;
    for (const send of this.#waiting.values()) send();
    this.#waiting.clear();
  }

  /** Asks the page for something: at once, or as soon as there is one. */
  ask<Channel extends Wish>(channel: Channel, event: Events[Channel]): void {
    this.#wishes.set(channel, () => tell(this.#window.contents, channel, event));
    if (this.#isPageThere) this.#askAll();
  }

  /** Whether a page listens. */
  get isPageThere(): boolean {
    return this.#isPageThere;
  }

  /** A page has loaded, and listens. */
  pageCame(): void {
    this.#isPageThere = true;
    this.#askAll();
  }

  /** It crashed, or loads again. */
  pageGone(): void {
    this.#isPageThere = false;
  }

  #askAll(): void {
    for (const send of this.#wishes.values()) send();
    this.#wishes.clear();
  }
}
