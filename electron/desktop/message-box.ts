import { dialog, type BrowserWindow, type MessageBoxOptions } from "electron";

/** Shows a message, on the window where there is one; answers by which of its buttons it was left. */
export async function showMessage(window: BrowserWindow | undefined, options: MessageBoxOptions): Promise<number> {
  const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return response;
}
