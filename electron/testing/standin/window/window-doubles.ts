import type { DesktopRecord } from "../record.ts";
import type { StandInWindow } from "./browser-window.ts";

type Method = (this: StandInWindow, ...args: unknown[]) => void;

/** What a window asks of the desktop around it and cannot see the effect of: recorded as `BrowserWindow.setProgressBar`. */
const recorded = [
  "setProgressBar",
  "flashFrame",
  "setIcon",
  "setOverlayIcon",
  "setBackgroundColor",
  "setMenu",
  "removeMenu",
  "setMenuBarVisibility",
  "setAutoHideMenuBar",
  "setAlwaysOnTop",
  "setSkipTaskbar",
  "setRepresentedFilename",
  "setDocumentEdited",
  "moveTop",
] as const satisfies readonly (keyof Electron.BrowserWindow)[];

/** Those methods, to be put on the prototype of BrowserWindow. */
export function windowDoubles(record: DesktopRecord): Record<string, Method> {
  return Object.fromEntries(
    recorded.map((name) => [name, (...args: unknown[]) => record.note(`BrowserWindow.${name}`, ...args)]),
  );
}
