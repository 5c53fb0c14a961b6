import type { Desktop } from "../desktop.ts";
import type { Double } from "../double.ts";
import { loadable } from "../doubles/tray.ts";
import { preventable } from "../event.ts";
import { refuseTheRest } from "../refusal.ts";
import { PlacedWindow } from "./placed-window.ts";
import { StandInContents } from "./web-contents.ts";
import { WindowState } from "./window-state.ts";

type Options = Electron.BrowserWindowConstructorOptions;

/** `electron.BrowserWindow`: a window around a real page. */
export class StandInWindow extends PlacedWindow implements Double<Omit<Electron.BrowserWindow, "webContents">> {
  static #created = 0;
  readonly id = ++StandInWindow.#created;
  readonly webContents: StandInContents;
  readonly #desktop: Desktop;
  readonly #state: WindowState | undefined;
  #title: string;
  #destroyed = false;

  constructor(desktop: Desktop, options: Options = {}) {
    if (!desktop.app.hasBecomeReady) throw new Error("Cannot create BrowserWindow before app is ready");
    super(options);
    this.#desktop = desktop;
    this.#title = options.title ?? desktop.app.name;
    if (options.icon !== undefined) desktop.record.note("BrowserWindow.icon", loadable(options.icon));
    this.#state = WindowState.of(desktop.app.getPath("userData"), options);
    this.webContents = new StandInContents(desktop, options.webPreferences ?? {}, this.getBounds(), () => this.close());
    this.webContents.on("page-title-updated", (_event, title: string) => this.#follow(title));
    this.webContents.once("did-finish-load", () => setImmediate(() => this.#tellWhenDrawn()));
    this.#state?.restore(this);
    refuseTheRest("BrowserWindow", this);
    desktop.windows.add(this);
    desktop.app.openWindows.add(this);
    desktop.app.emit("web-contents-created", preventable({}), this.webContents);
    desktop.app.emit("browser-window-created", preventable({}), this);
    if (this.#state) setImmediate(() => this.tell("persisted-state-restored"));
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  loadFile(file: string, options?: Electron.LoadFileOptions): Promise<void> {
    return this.webContents.loadFile(file, options);
  }

  reload(): void {
    this.webContents.reload();
  }

  override focus(): void {
    for (const window of this.#desktop.windows) if (window !== this) window.blur();
    super.focus();
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    this.tryToClose();
  }

  tryToClose(): boolean {
    if (this.#destroyed) return true;
    const event = preventable({});
    this.emit("close", event);
    if (!event.defaultPrevented) setImmediate(() => this.#closePage());
    return !event.defaultPrevented;
  }

  /** The page is closed first, and the window with it: what the page's end leads to finds the window there still. */
  #closePage(): void {
    if (this.#destroyed) return;
    this.webContents.destroy();
    setImmediate(() => this.destroy());
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#state?.save(this);
    this.#destroyed = true;
    this.#desktop.windows.delete(this);
    this.#desktop.app.openWindows.delete(this);
    this.webContents.destroy();
    this.emit("closed");
    setImmediate(() => this.#desktop.app.windowClosed());
  }

  override tell(event: string): void {
    if (this.#destroyed) return;
    if (event === "resize") this.webContents.resize(this.getBounds());
    super.tell(event);
    if (event === "focus" || event === "blur") {
      this.#desktop.app.emit(`browser-window-${event}`, preventable({}), this);
    }
  }

  /** A Wayland's compositor draws no hidden window, which is ready only once it is shown (electron/electron#48859). */
  #tellWhenDrawn(): void {
    const tell = () => this.tell("ready-to-show");
    if (this.isVisible() || !this.#desktop.app.isOnWayland) tell();
    else this.once("show", () => setImmediate(tell));
  }

  /** The page has a title, which becomes the window's unless a listener prevents it. */
  #follow(title: string): void {
    const event = preventable({});
    this.emit("page-title-updated", event, title, true);
    if (!event.defaultPrevented) this.#title = title;
  }
}
