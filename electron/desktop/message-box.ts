import { dialog, type BrowserWindow, type MessageBoxOptions } from "electron";
import type { AppWindow } from "../window.ts";

/**
 * Shows a message, on the window where that can be seen; answers by which of its buttons it was left. A Mac's window is
 * made to be seen: a message on none would hold up the whole process there, and all it serves (electron/electron#23319).
 */
export async function showMessage(window: BrowserWindow | undefined, options: MessageBoxOptions): Promise<number> {
  if (process.platform === "darwin") bringUp(window);
  const isSeen = window?.isVisible() === true && !window.isMinimized(); // over a hidden one it may be hidden too
  const { response } = await (isSeen ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return response;
}

/** The window to show a message on. A Mac's app outlives its window, but what it says wants one: `show` opens it. */
export function placeForMessages(window: AppWindow, show: () => void): BrowserWindow | undefined {
  if (process.platform === "darwin") show();
  return window.window;
}

function bringUp(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore();
  window?.show();
}
