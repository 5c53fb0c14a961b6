import type { EventEmitter } from "node:events";
import type { PayloadOf } from "../chromium/protocol.ts";
import { preventable } from "../event.ts";
import { undisguise } from "../network/scheme-host.ts";
import type { PageTarget } from "./page-target.ts";

const errorNumbers = new Map([
  ["ERR_FAILED", -2],
  ["ERR_ABORTED", -3],
  ["ERR_FILE_NOT_FOUND", -6],
  ["ERR_CONNECTION_REFUSED", -102],
  ["ERR_NAME_NOT_RESOLVED", -105],
]);

/** The way of a page from address to address, told in Electron's events. */
export class Navigation {
  readonly #events: EventEmitter;
  #page: PageTarget | undefined;
  #expected: string | undefined;
  #loading = false;

  constructor(events: EventEmitter) {
    this.#events = events;
  }

  get isLoading(): boolean {
    return this.#loading;
  }

  /** The main process itself is about to load this address; resolves when it has loaded. */
  expect(address: string): Promise<void> {
    this.#expected = address;
    return new Promise((resolve) => this.#events.once("did-finish-load", () => resolve()));
  }

  expectReload(): void {
    this.#expected = undefined;
  }

  appUrl(address: string): string {
    return undisguise(address);
  }

  failure(errorText: string, url: string): Error {
    const code = errorText.replace("net::", "");
    const errno = errorNumbers.get(code) ?? -2;
    this.#loading = false;
    this.#events.emit("did-fail-load", preventable({}), errno, code, url, true);
    return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
  }

  /** Asks `will-navigate` about a document that neither loadURL nor a reload has asked for. */
  permits({ resourceType, frameId, request }: PayloadOf<"Fetch.requestPaused">): boolean {
    const url = undisguise(request.url);
    const main = this.#page?.frames.main;
    if (resourceType !== "Document" || !this.#page?.frames.isMain(frameId)) return true;
    if (request.url === this.#expected || url === main?.url) return true;
    const event = preventable({ url, isMainFrame: true, isSameDocument: false, frame: main, initiator: main });
    this.#events.emit("will-navigate", event, url, false, true, main?.processId, main?.routingId);
    return !event.defaultPrevented;
  }

  listen(page: PageTarget): void {
    this.#page = page;
    const { session, frames } = page;
    session
      .on("Page.frameStartedNavigating", ({ frameId, url, navigationType }) => {
        this.#start(frameId, undisguise(url), navigationType.endsWith("sameDocument"));
      })
      .on("Page.frameNavigated", ({ frame }) => {
        if (frames.isMain(frame.id)) this.#events.emit("did-navigate", preventable({}), frames.main.url, 200, "OK");
      })
      .on("Page.navigatedWithinDocument", ({ frameId, url }) => {
        this.#events.emit("did-navigate-in-page", preventable({}), undisguise(url), frames.isMain(frameId));
      })
      .on("Page.domContentEventFired", () => this.#events.emit("dom-ready", preventable({})))
      .on("Page.loadEventFired", () => {
        this.#loading = false;
        this.#events.emit("did-finish-load", preventable({}));
        this.#events.emit("did-stop-loading");
      });
  }

  #start(frameId: string, url: string, isSameDocument: boolean): void {
    const frame = this.#page?.frames.find(frameId) ?? null;
    const isMainFrame = this.#page?.frames.isMain(frameId) ?? false;
    if (isMainFrame && !isSameDocument) {
      this.#loading = true;
      this.#events.emit("did-start-loading");
    }
    const event = preventable({ url, isSameDocument, isMainFrame, frame, initiator: null });
    this.#events.emit("did-start-navigation", event, url, isSameDocument, isMainFrame, 1, frame?.routingId ?? 0);
  }
}
