import { EventEmitter } from "node:events";
import { workArea } from "../doubles/screen.ts";
import { preventable } from "../event.ts";

type Options = Electron.BrowserWindowConstructorOptions;

/** How a window lies on the screen. */
export type Display = "normal" | "minimized" | "maximized" | "full screen";

/** What a window manager keeps of a window: where it is, how large, and whether it is seen. */
export class PlacedWindow extends EventEmitter {
  #bounds: Electron.Rectangle;
  #minimum: readonly [number, number];
  #display: Display = "normal";
  #visible: boolean;
  #focused = false;

  constructor(options: Options) {
    super();
    this.setMaxListeners(0);
    const { width = 800, height = 600, show = true } = options;
    this.#visible = show;
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#bounds = { ...centred(width, height), ...placeOf(options), width, height };
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.tell("show");
  }

  hide(): void {
    if (!this.#visible) return;
    this.blur();
    this.#visible = false;
    this.tell("hide");
  }

  isVisible(): boolean {
    return this.#visible && !this.isMinimized();
  }

  focus(): void {
    if (this.#focused || !this.isVisible()) return;
    this.#focused = true;
    this.tell("focus");
  }

  blur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.tell("blur");
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

  /** Shows a hidden window as well, but gives it no focus. */
  maximize(): void {
    this.showInactive();
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
    return this.#display === "minimized";
  }

  isMaximized(): boolean {
    return this.#display === "maximized";
  }

  isFullScreen(): boolean {
    return this.#display === "full screen";
  }

  isNormal(): boolean {
    return this.#display === "normal";
  }

  getBounds(): Electron.Rectangle {
    return this.isMaximized() || this.isFullScreen() ? { ...workArea } : this.getNormalBounds();
  }

  /** The same: the stand-in's windows have no frame around their pages. */
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
    if (wanted.x !== before.x || wanted.y !== before.y) this.tell("move");
    if (width !== before.width || height !== before.height) this.tell("resize");
  }

  getSize(): number[] {
    const { width, height } = this.getBounds();
    return [width, height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getContentSize(): number[] {
    return this.getSize();
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
    this.setBounds(centred(this.#bounds.width, this.#bounds.height));
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height];
    this.setBounds({});
  }

  getMinimumSize(): number[] {
    return [...this.#minimum];
  }

  /** Tells the app what has happened to the window. */
  tell(event: string): void {
    this.emit(event, preventable({}));
  }

  #become(display: Display, event: string): void {
    if (this.#display === display) return;
    const before = this.getBounds();
    this.#display = display;
    this.tell(event);
    const { width, height } = this.getBounds();
    if (width !== before.width || height !== before.height) this.tell("resize");
  }
}

function centred(width: number, height: number): Electron.Point {
  return {
    x: Math.max(0, Math.round((workArea.width - width) / 2)),
    y: Math.max(0, Math.round((workArea.height - height) / 2)),
  };
}

function placeOf({ x, y }: Options): Partial<Electron.Point> {
  return { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) };
}
