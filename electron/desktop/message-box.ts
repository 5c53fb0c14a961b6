import { dialog, type BrowserWindow, type MessageBoxOptions } from "electron";

/** Shows a message, on the window where that can be seen; answers by which of its buttons it was left. */
export async function showMessage(window: BrowserWindow | undefined, options: MessageBoxOptions): Promise<number> {
  const isSeen = window?.isVisible() === true && !window.isMinimized(); // over a hidden one it may be hidden too
  const { response } = await (isSeen ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return response;
}
