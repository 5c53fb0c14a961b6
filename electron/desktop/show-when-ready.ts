import type { BrowserWindow } from "electron";

/** What of a window this needs. */
type Hidden = Pick<BrowserWindow, "isDestroyed"> & {
  readonly once: (event: "ready-to-show", listener: () => void) => unknown;
  readonly off: (event: "ready-to-show", listener: () => void) => unknown;
  readonly webContents: {
    readonly once: (event: "did-finish-load", listener: () => void) => unknown;
    readonly off: (event: "did-finish-load", listener: () => void) => unknown;
  };
};

/** Where the window is: on Linux not all windows are drawn while they are hidden. */
export type Session = { readonly platform: NodeJS.Platform; readonly drawsHidden: boolean };

/** Milliseconds for a page that has loaded to be drawn. */
const drawMilliseconds = 1000;

/**
 * Shows a window, once, when its page is drawn. A Wayland draws no hidden one, and not all of Linux says of itself what
 * it is (electron/electron#48859): there, loaded has to do.
 */
export function showWhenReady(window: Hidden, { platform, drawsHidden: isDrawn }: Session, showNow: () => void): void {
  const { webContents } = window;
  let patience: NodeJS.Timeout | undefined;
  const show = (): void => {
    clearTimeout(patience);
    window.off("ready-to-show", show);
    if (window.isDestroyed()) return;
    webContents.off("did-finish-load", loaded);
    showNow();
  };
  const loaded = (): void => {
    if (isDrawn) patience = setTimeout(show, drawMilliseconds);
    else show();
  };
  window.once("ready-to-show", show);
  if (platform === "linux") webContents.once("did-finish-load", loaded);
}

/**
 * Whether hidden windows are drawn in this session of Linux: those of X are. Since 38 Electron's windows are Wayland's
 * where the session is. `flag`: what --ozone-platform says.
 */
export function drawsHidden(environment: NodeJS.ProcessEnv, flag: string): boolean {
  return (flag === "" ? environment["XDG_SESSION_TYPE"] : flag) === "x11";
}
