import path from "node:path";
import { app, BrowserWindow, nativeTheme, screen, type WebContents } from "electron";
import { codeOf } from "../server/error-code.ts";
import { drawsHidden, showWhenReady, type Session } from "./desktop/show-when-ready.ts";
import { placeOf, smallestWindow } from "./desktop/window-place.ts";
import type { Page } from "./page-address.ts";
import { PageCrashes } from "./page-crashes.ts";
import type { WindowPlace } from "./settings/remembered.ts";

/** What the window tells the app. */
export type WindowEvents = {
  /** The page is gone until it asks for a snapshot again. */
  readonly onPageGone: () => void;
  /** There is nothing in the window: the page cannot be loaded, does not begin, or crashes each time. */
  readonly onPageFailed: () => void;
  /** Whether the page has asked for a snapshot since it last was gone. */
  readonly isPageThere: () => boolean;
  readonly onVisible: (isVisible: boolean) => void;
  /** Somebody closes the window: whether it may go. */
  readonly mayClose: () => boolean;
  /** Windows is about to end the session, and with it the app, which is not told to quit. */
  readonly onSessionEnd: () => void;
};

/** A page asks for a snapshot while it loads: one that has not, so many milliseconds behind that, is an empty window. */
const questionMilliseconds = 5000;
/** That a page has crashed, or a window is closed, is told so soon after the page has stopped to load. */
const toldMilliseconds = 100;

/** The one window: it shows the app's page and goes nowhere else. */
export class AppWindow {
  readonly #page: Page;
  readonly #events: WindowEvents;
  #window: BrowserWindow | undefined;
  readonly #crashes = new PageCrashes();
  #question: NodeJS.Timeout | undefined;
  /** That nothing is in the window was said; of an error's own words Electron says too that they have been loaded. */
  #isFailureSaid = false;
  /** To maximise a hidden window would show it. */
  #isToBeMaximized = false;

  constructor(page: Page, events: WindowEvents) {
    this.#page = page;
    this.#events = events;
  }

  /** Undefined: there is none now. */
  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  get contents(): WebContents | undefined {
    return this.#window?.webContents;
  }

  /** Whether somebody can see it. */
  get isSeen(): boolean {
    return this.#window?.isVisible() === true && !this.#window.isMinimized();
  }

  /** Where the window is; undefined: there is none now. */
  get place(): WindowPlace | undefined {
    if (this.#window === undefined) return undefined;
    return { ...this.#window.getNormalBounds(), isMaximized: this.#isToBeMaximized || this.#window.isMaximized() };
  }

  /** Makes the window, and shows it when there is something to see, or nothing will be, unless it is to stay hidden. */
  open(place: WindowPlace | undefined, isHidden: boolean): void {
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...placeOf(place, areas),
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      title: "Porchlight",
      show: false,
      ...windowIcon(),
      backgroundColor: nativeTheme.shouldUseDarkColors ? "#16130f" : "#fbf9f6",
      webPreferences: {
        preload: path.join(import.meta.dirname, "preload.cjs"),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    });
    this.#window = window;
    this.#listen(window);
    this.#isToBeMaximized = place?.isMaximized === true;
    if (!isHidden) showWhenReady(window, session(), () => this.#appear());
    this.load();
  }

  /** Loads the page, from the beginning. */
  load(): void {
    const window = this.#window;
    this.#crashes.forget();
    this.#isFailureSaid = false;
    window?.loadURL(this.#page.url).catch((error: unknown) => {
      if (!isAborted(error)) this.#failUnlessItCrashed(window);
    });
  }

  /** Brings the window to the front. */
  show(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#appear();
    this.#window?.focus();
  }

  /** To maximise a hidden window shows it at once in its size, but gives it no focus. */
  #appear(): void {
    if (this.#isToBeMaximized) this.#window?.maximize();
    this.#isToBeMaximized = false;
    this.#window?.show();
  }

  /** A Mac's full screen would stay black without its window (electron/electron#20263): it is left before. */
  hide(): void {
    const window = this.#window;
    if (process.platform !== "darwin" || window?.isFullScreen() !== true) {
      window?.hide();
      return;
    }
    window.once("leave-full-screen", () => window.hide());
    window.setFullScreen(false);
  }

  minimize(): void {
    this.#window?.minimize();
  }

  #listen(window: BrowserWindow): void {
    const { onVisible, onPageGone, mayClose, onSessionEnd } = this.#events;
    for (const event of ["show", "restore", "maximize", "hide", "minimize"] as const) {
      window.on(event as "show", () => onVisible(this.isSeen));
    }
    window.on("close", (event) => {
      if (!mayClose()) event.preventDefault();
    });
    window.on("query-session-end", onSessionEnd); // with "session-end" it would be too late to write anything down
    window.once("closed", () => {
      this.#window = undefined;
      onPageGone();
    });
    window.webContents.on("did-start-loading", onPageGone);
    window.webContents.on("did-finish-load", () => this.#expectQuestion(window));
    window.webContents.on("render-process-gone", (_, { reason }) => this.#recover(window, reason));
  }

  #expectQuestion(window: BrowserWindow): void {
    clearTimeout(this.#question);
    const look = () => {
      if (!this.#events.isPageThere()) this.#fail(window);
    };
    this.#question = setTimeout(look, questionMilliseconds);
  }

  /** A load also fails of a page that crashes, which is loaded again, and of a window that is closed: both are told later. */
  #failUnlessItCrashed(window: BrowserWindow): void {
    setTimeout(() => {
      if (this.#crashes.isNone) this.#fail(window);
    }, toldMilliseconds);
  }

  #fail(window: BrowserWindow): void {
    if (window.isDestroyed()) return;
    window.show();
    this.#sayFailure();
  }

  /** Once, until it is tried again. */
  #sayFailure(): void {
    if (!this.#isFailureSaid) this.#events.onPageFailed();
    this.#isFailureSaid = true;
  }

  /** The page is loaded again and asks for what it has missed; the share has not noticed. */
  #recover(window: BrowserWindow, reason: string): void {
    this.#events.onPageGone();
    if (reason === "clean-exit") return;
    if (this.#crashes.mayLoadAgain(Date.now())) window.webContents.reload();
    else this.#sayFailure();
  }
}

/** On X Electron gives a window none, and the desktop finds one only for what a package has installed. */
function windowIcon(): { readonly icon?: string } {
  if (process.platform !== "linux") return {};
  return { icon: path.join(import.meta.dirname, "../../assets/icons/128x128.png") };
}

function session(): Session {
  const flag = app.commandLine.getSwitchValue("ozone-platform");
  return { platform: process.platform, drawsHidden: drawsHidden(process.env, flag) };
}

/** Another load took the place of this one. */
function isAborted(error: unknown): boolean {
  return codeOf(error) === "ERR_ABORTED";
}
