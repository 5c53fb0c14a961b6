import { app } from "electron";
import type { AppWindow } from "../window.ts";
import { showMessage } from "./message-box.ts";

const question = {
  type: "error" as const,
  message: "Porchlight’s window could not be loaded.",
  detail: "What is shared stays shared. Try again; if that does not help, quit, and install Porchlight anew.",
  buttons: ["Try Again", "Quit"],
  defaultId: 0,
  cancelId: 0,
};

/** Says that there is nothing in the window, and loads it again, or quits. */
export async function loadAgainOrQuit(window: AppWindow): Promise<void> {
  if ((await showMessage(window.window, question)) === 0) window.load();
  else app.quit();
}
