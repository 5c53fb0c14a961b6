import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PlacedWindow } from "./placed-window.ts";

type Options = Electron.BrowserWindowConstructorOptions;
type State = { readonly bounds: Electron.Rectangle; readonly maximized: boolean; readonly fullScreen: boolean };
type States = Readonly<Record<string, State>>;

/** What a window with a name keeps from one run of the app to the next, when it asks for `windowStatePersistence`. */
export class WindowState {
  readonly #file: string;
  readonly #name: string;
  readonly #keeps: Electron.WindowStatePersistence;

  private constructor(userData: string, name: string, keeps: Electron.WindowStatePersistence) {
    this.#file = path.join(userData, "standin-windows.json");
    this.#name = name;
    this.#keeps = keeps;
  }

  static of(userData: string, { name, windowStatePersistence: keeps }: Options): WindowState | undefined {
    if (!name || !keeps) return undefined;
    return new WindowState(userData, name, keeps === true ? {} : keeps);
  }

  /** Puts the window where it was. */
  restore(window: PlacedWindow): void {
    const state = this.#read()[this.#name];
    if (!state) return;
    if (this.#keeps.bounds !== false) window.setBounds(state.bounds);
    if (this.#keeps.displayMode === false) return;
    if (state.maximized) window.maximize();
    if (state.fullScreen) window.setFullScreen(true);
  }

  save(window: PlacedWindow): void {
    const bounds = window.getNormalBounds();
    const state: State = { bounds, maximized: window.isMaximized(), fullScreen: window.isFullScreen() };
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ ...this.#read(), [this.#name]: state }));
  }

  #read(): States {
    return existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, "utf8")) as States) : {};
  }
}
