import { EventEmitter } from "node:events";
import type { Desktop } from "../desktop.ts";
import type { Double } from "../double.ts";
import { workArea } from "../doubles/screen.ts";
import { preventable } from "../event.ts";
import { refuseTheRest } from "../refusal.ts";
import { StandInContents } from "./web-contents.ts";

type Options = Electron.BrowserWindowConstructorOptions;
type Shown = "normal" | "minimized" | "maximized" | "full screen";

let lastId = 0;

/** `electron.BrowserWindow`: what a window manager would keep of a window, around a real page. */
export class StandInWindow extends EventEmitter implements Double<Omit<Electron.BrowserWindow, "webContents">> {
  readonly id = ++lastId;
  readonly webContents: StandInContents;
  readonly #desktop: Desktop;
  #bounds: Electron.Rectangle;
  #minimum: readonly [number, number];
  #title: string;
  #shown: Shown = "normal";
  #visible: boolean;
  #focused = false;
  #destroyed = false;

  constructor(desktop: Desktop, options: Options = {}) {
    super();
    this.setMaxListeners(0);
    if (!desktop.app.hasBecomeReady) throw new Error("Cannot create BrowserWindow before app is ready");
    this.#desktop = desktop;
    this.#visible = options.show ?? true;
    this.#title = options.title ?? desktop.app.name;
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.webContents = new StandInContents(desktop, options.webPreferences ?? {}, this.#bounds, () => this.close());
    this.webContents.once("did-finish-load", () => setImmediate(() => this.#tell("ready-to-show")));
    this.webContents.on("page-title-updated", (_event, title: string) => this.#follow(title));
    refuseTheRest("BrowserWindow", this);
    desktop.windows.add(this);
    desktop.app.openWindows.add(this);
    desktop.app.emit("web-contents-created", preventable({}), this.webContents);
    desktop.app.emit("browser-window-created", preventable({}), this);
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

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.#tell("show");
  }

  hide(): void {
    if (!this.#visible) return;
    this.blur();
    this.#visible = false;
    this.#tell("hide");
  }

  isVisible(): boolean {
    return this.#visible && !this.isMinimized();
  }

  focus(): void {
    if (this.#focused || !this.isVisible()) return;
    for (const window of this.#desktop.windows) window.blur();
    this.#focused = true;
    this.#tell("focus");
    this.#desktop.app.emit("browser-window-focus", preventable({}), this);
  }

  blur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.#tell("blur");
    this.#desktop.app.emit("browser-window-blur", preventable({}), this);
  }

  isFocused(): boolean {
    return this.#focused;
  }

  minimize(): void {
    this.blur();
    this.#become("minimized", "minimize");
  }

  restore(): void {
    if (this.isMinimized()) this.#become("normal", "restore");
  }

  maximize(): void {
    this.#become("maximized", "maximize");
  }

  unmaximize(): void {
    if (this.isMaximized()) this.#become("normal", "unmaximize");
  }

  setFullScreen(full: boolean): void {
    if (full) this.#become("full screen", "enter-full-screen");
    else if (this.isFullScreen()) this.#become("normal", "leave-full-screen");
  }

  isMinimized(): boolean {
    return this.#shown === "minimized";
  }

  isMaximized(): boolean {
    return this.#shown === "maximized";
  }

  isFullScreen(): boolean {
    return this.#shown === "full screen";
  }

  isNormal(): boolean {
    return this.#shown === "normal";
  }

  getBounds(): Electron.Rectangle {
    return this.isMaximized() || this.isFullScreen() ? { ...workArea } : this.getNormalBounds();
  }

  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds;
    const wanted = { ...before, ...bounds };
    const [width, height] = [Math.max(wanted.width, this.#minimum[0]), Math.max(wanted.height, this.#minimum[1])];
    this.#bounds = { ...wanted, width, height };
    if (wanted.x !== before.x || wanted.y !== before.y) this.#tell("move");
    if (width !== before.width || height !== before.height) this.#resized();
  }

  getSize(): number[] {
    const { width, height } = this.getBounds();
    return [width, height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getPosition(): number[] {
    const { x, y } = this.getBounds();
    return [x, y];
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  center(): void {
    const { width, height } = this.#bounds;
    this.setPosition(Math.round((workArea.width - width) / 2), Math.round((workArea.height - height) / 2));
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height];
    this.setBounds({});
  }

  getMinimumSize(): number[] {
    return [...this.#minimum];
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
    if (!event.defaultPrevented) this.destroy();
    return !event.defaultPrevented;
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#desktop.windows.delete(this);
    this.#desktop.app.openWindows.delete(this);
    this.webContents.destroy();
    this.emit("closed");
    setImmediate(() => this.#desktop.app.windowClosed());
  }

  /** The page has a title, which becomes the window's unless a listener prevents it. */
  #follow(title: string): void {
    const event = preventable({});
    this.emit("page-title-updated", event, title, true);
    if (!event.defaultPrevented) this.#title = title;
  }

  #tell(event: string): void {
    if (!this.#destroyed) this.emit(event, preventable({}));
  }

  #become(shown: Shown, event: string): void {
    if (this.#shown === shown) return;
    const { width, height } = this.getBounds();
    this.#shown = shown;
    this.#tell(event);
    const now = this.getBounds();
    if (now.width !== width || now.height !== height) this.#resized();
  }

  #resized(): void {
    this.webContents.resize(this.getBounds());
    this.#tell("resize");
  }
}
