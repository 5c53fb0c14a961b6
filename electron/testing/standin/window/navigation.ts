import type { EventEmitter } from "node:events";
import type { PayloadOf } from "../chromium/protocol.ts";
import { preventable } from "../event.ts";
import { undisguise } from "../network/scheme-host.ts";
import type { StandInFrame } from "./frames.ts";
import type { PageTarget } from "./page-target.ts";

const errorNumbers = new Map([
  ["ERR_FAILED", -2],
  ["ERR_ABORTED", -3],
  ["ERR_FILE_NOT_FOUND", -6],
  ["ERR_CONNECTION_REFUSED", -102],
  ["ERR_NAME_NOT_RESOLVED", -105],
]);

/** The way of a page from address to address, and through crashes, told in Electron's events. */
export class Navigation {
  readonly #events: EventEmitter;
  #page: PageTarget | undefined;
  #expected: string | undefined;
  #loading = false;
  #crashed = false;
  #reloadsItself = false;

  constructor(events: EventEmitter) {
    this.#events = events;
  }

  get isLoading(): boolean {
    return this.#loading;
  }

  get isCrashed(): boolean {
    return this.#crashed;
  }

  /** Loads an address as the main process wishes: nobody is asked. `url` is the app's name for it. */
  async load(page: PageTarget, address: string, url: string): Promise<void> {
    this.#expected = withoutFragment(address);
    const isLoaded = this.#endOfLoad();
    const { errorText, loaderId } = await page.session.send("Page.navigate", { url: address });
    if (errorText !== undefined) throw this.#failure(errorText, url);
    // without a loader, only the fragment has changed
    if (loaderId !== undefined && !(await isLoaded)) throw loadError("ERR_FAILED", url);
  }

  /** False: it stopped without that, for the page crashed or is gone (Electron's _awaitNextLoad). */
  #endOfLoad(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#events.once("did-finish-load", () => resolve(true));
      for (const event of ["did-stop-loading", "destroyed"]) this.#events.once(event, () => resolve(false));
    });
  }

  /** Asks the app about a document that the page wants, be it its own once more, and not the main process. */
  permits({ resourceType, frameId, request, redirectedRequestId }: PayloadOf<"Fetch.requestPaused">): boolean {
    const frame = this.#page?.frames.find(frameId);
    if (resourceType !== "Document" || !frame) return true;
    const isMainFrame = frame === this.#page?.frames.main;
    const url = undisguise(request.url);
    if (redirectedRequestId !== undefined) return this.#asks("will-redirect", url, frame, isMainFrame);
    if (!isMainFrame) return this.#asks("will-frame-navigate", url, frame, isMainFrame);
    const isOwnWish = this.#reloadsItself;
    this.#reloadsItself = false;
    if (!isOwnWish && (request.url === this.#expected || url === withoutFragment(frame.url))) return true;
    return (
      this.#asks("will-frame-navigate", url, frame, isMainFrame) && this.#asks("will-navigate", url, frame, isMainFrame)
    );
  }

  listen(page: PageTarget): void {
    this.#page = page;
    const { session, frames } = page;
    session
      .on("Page.frameStartedNavigating", ({ frameId, url, navigationType }) => {
        this.#start(frameId, undisguise(url), /samedocument/i.test(navigationType));
      })
      .on("Page.frameRequestedNavigation", ({ frameId, reason }) => {
        if (frames.isMain(frameId)) this.#reloadsItself = reason === "reload";
      })
      .on("Page.frameNavigated", ({ frame }) => {
        if (frames.isMain(frame.id)) this.#tell("did-navigate", frames.main.url, 200, "OK");
      })
      .on("Page.navigatedWithinDocument", ({ frameId, url }) => {
        this.#tell("did-navigate-in-page", undisguise(url), frames.isMain(frameId));
      })
      .on("Page.domContentEventFired", () => this.#tell("dom-ready"))
      .on("Page.loadEventFired", () => this.#finish())
      .on("Inspector.targetCrashed", () => {
        this.#crashed = true;
        frames.forgetContexts();
        if (this.#loading) this.#stop();
        // by a task of its own (electron/electron#51900)
        setImmediate(() => this.#tell("render-process-gone", { reason: "crashed", exitCode: 1 }));
      });
  }

  #tell(event: string, ...details: readonly unknown[]): void {
    this.#events.emit(event, preventable({}), ...details);
  }

  #asks(name: string, url: string, frame: StandInFrame, isMainFrame: boolean): boolean {
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame, initiator: frame });
    this.#events.emit(name, event, url, false, isMainFrame, frame.processId, frame.routingId);
    return !event.defaultPrevented;
  }

  #start(frameId: string, url: string, isSameDocument: boolean): void {
    const frame = this.#page?.frames.find(frameId) ?? null;
    const isMainFrame = this.#page?.frames.isMain(frameId) ?? false;
    if (isMainFrame && !isSameDocument) {
      this.#loading = true;
      this.#crashed = false;
      this.#events.emit("did-start-loading");
    }
    const event = preventable({ url, isSameDocument, isMainFrame, frame, initiator: null });
    this.#events.emit("did-start-navigation", event, url, isSameDocument, isMainFrame, 1, frame?.routingId ?? 0);
  }

  #finish(): void {
    this.#loading = false;
    this.#tell("did-finish-load");
    this.#events.emit("did-stop-loading");
  }

  #stop(): void {
    this.#loading = false;
    this.#events.emit("did-stop-loading");
  }

  #failure(errorText: string, url: string): Error {
    const error = loadError(errorText.replace("net::", ""), url);
    this.#loading = false;
    this.#tell("did-fail-load", error.errno, error.code, url, true);
    return error;
  }
}

function loadError(code: string, url: string) {
  const errno = errorNumbers.get(code) ?? -2;
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
}

/** An address as Chromium asks for it. */
function withoutFragment(address: string): string {
  const [bare = ""] = address.split("#");
  return URL.canParse(bare) ? new URL(bare).href : bare;
}
