import type { StandInMenu } from "./doubles/menu.ts";
import type { StandInNotification } from "./doubles/notification.ts";
import type { StandInTray } from "./doubles/tray.ts";

/** One call of an API that would have changed the desktop: `{ api: "shell.openExternal", args: ["https://…"] }`. */
export type Call = { readonly api: string; readonly args: readonly unknown[] };

/**
 * What the app did to the desktop, for a test to read: `app.evaluate(() => globalThis.standin.calls)`.
 * A test answers what a person would: it clicks menu items, emits a tray's or a notification's events, and replaces
 * `dialog`'s functions, all as on real Electron.
 */
export class DesktopRecord {
  readonly calls: Call[] = [];
  readonly menus: StandInMenu[] = [];
  readonly notifications: StandInNotification[] = [];
  readonly trays: StandInTray[] = [];
  readonly filePaths: Record<string, string> = {};
  readonly #onPlaced: (() => void)[] = [];

  note(api: string, ...args: unknown[]): void {
    this.calls.push({ api, args });
  }

  /** The arguments of each call of one API, oldest first. */
  callsOf(api: string): (readonly unknown[])[] {
    return this.calls.filter((call) => call.api === api).map(({ args }) => args);
  }

  /** Says where a file lies that a page is given by this name: what `webUtils.getPathForFile` will answer. */
  placeFile(name: string, path: string): void {
    this.filePaths[name] = path;
    for (const listener of this.#onPlaced) listener();
  }

  onPlaced(listener: () => void): void {
    this.#onPlaced.push(listener);
  }
}

declare global {
  /** Only in the stand-in's main process. */
  var standin: DesktopRecord;
}
