import { EventEmitter } from "node:events";
import type { Double } from "../double.ts";
import { preventable } from "../event.ts";
import { decode } from "../page/decode.ts";
import { encode } from "../page/encode.ts";
import type { DesktopRecord } from "../record.ts";
import type { AppLocation } from "./app-location.ts";
import { defaultPaths } from "./app-paths.ts";
import { InstanceLock } from "./instance-lock.ts";

/** A window as far as quitting goes. */
export type Closable = {
  /** Closes unless a listener prevents it; answers whether it closed. */
  tryToClose(): boolean;
  destroy(): void;
};

/** What the app is made of. */
export type AppParts = {
  readonly location: AppLocation;
  readonly switches: Map<string, string>;
  readonly executable: string;
  readonly node: string;
  readonly record: DesktopRecord;
};

/** `electron.app`: its life from ready to quit. Its settings are doubles, see app-doubles.ts. */
export class StandInApp extends EventEmitter implements Double<Electron.App> {
  readonly isPackaged: boolean;
  readonly openWindows = new Set<Closable>();
  readonly commandLine: Pick<Electron.CommandLine, keyof Electron.CommandLine>;
  // the app may replace whenReady and isReady, as Playwright does: the stand-in itself asks these two
  readonly becameReady: Promise<void>;
  hasBecomeReady = false;
  name: string;
  applicationMenu: Electron.Menu | null = null;
  readonly #parts: AppParts;
  readonly #paths = new Map<string, string>();
  readonly #lock: InstanceLock;
  #announceReady: () => void = () => undefined;
  #quitting = false;

  constructor(parts: AppParts) {
    super();
    this.setMaxListeners(0);
    this.#parts = parts;
    this.name = parts.location.name;
    this.isPackaged = parts.location.isPackaged;
    this.commandLine = commandLineOver(parts.switches);
    this.becameReady = new Promise((resolve) => (this.#announceReady = resolve));
    this.#lock = new InstanceLock(parts.node, ({ argv, workingDirectory, additionalData }) => {
      this.emit("second-instance", preventable({}), argv, workingDirectory, decode(additionalData));
    });
  }

  /** Called once, when Chromium runs and the main module has been evaluated. */
  becomeReady(): void {
    this.hasBecomeReady = true;
    this.emit("will-finish-launching");
    this.emit("ready", preventable({}), {});
    this.#announceReady();
  }

  whenReady(): Promise<void> {
    return this.becameReady;
  }

  isReady(): boolean {
    return this.hasBecomeReady;
  }

  /** Since 38 Electron's windows are Wayland's wherever the session is. */
  get isOnWayland(): boolean {
    const platform = this.#parts.switches.get("ozone-platform");
    return platform === undefined ? process.env["XDG_SESSION_TYPE"] === "wayland" : platform === "wayland";
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return this.#parts.location.version;
  }

  getAppPath(): string {
    return this.#parts.location.folder;
  }

  getPath(name: string): string {
    const { executable, switches } = this.#parts;
    const known = new Map(Object.entries(defaultPaths(this.name, executable, switches.get("user-data-dir"))));
    const path = this.#paths.get(name) ?? known.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.getPath(name);
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    const greeting = { argv: process.argv, workingDirectory: process.cwd(), additionalData: encode(additionalData) };
    return this.#lock.request(this.getPath("userData"), greeting);
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.isHeld;
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    // a listener that prevents one step, or a window that stays, ends the attempt
    this.#quitting = this.#permits("before-quit") && this.#closesWindows();
    if (this.#quitting && this.openWindows.size === 0) this.#leave();
  }

  exit(exitCode = 0): void {
    this.#quitting = true;
    for (const window of [...this.openWindows]) window.destroy();
    this.#end(exitCode);
  }

  relaunch(options?: Electron.RelaunchOptions): void {
    this.#parts.record.note("app.relaunch", options);
  }

  /** Tells the app that its last window has gone; an app that does not listen quits, one that quits does so now. */
  windowClosed(): void {
    if (this.openWindows.size > 0) return;
    if (this.#quitting) this.#leave();
    else if (this.listenerCount("window-all-closed") > 0) this.emit("window-all-closed");
    else this.quit();
  }

  #leave(): void {
    this.#quitting = this.#permits("will-quit");
    if (this.#quitting) this.#end(0);
  }

  #permits(step: "before-quit" | "will-quit"): boolean {
    const event = preventable({});
    this.emit(step, event);
    return !event.defaultPrevented;
  }

  #closesWindows(): boolean {
    return [...this.openWindows].every((window) => window.tryToClose());
  }

  #end(exitCode: number): void {
    this.#lock.release();
    this.emit("quit", preventable({}), exitCode);
    process.exit(exitCode);
  }
}

function commandLineOver(switches: Map<string, string>): Pick<Electron.CommandLine, keyof Electron.CommandLine> {
  return {
    appendSwitch: (name, value = "") => void switches.set(name, value),
    appendArgument: (value) => void switches.set(value, ""),
    hasSwitch: (name) => switches.has(name),
    getSwitchValue: (name) => switches.get(name) ?? "",
    removeSwitch: (name) => void switches.delete(name),
  };
}
