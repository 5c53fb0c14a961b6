import { dialog, type OpenDialogOptions } from "electron";
import type { AppWindow } from "../window.ts";
import { placeToBegin } from "./place-to-begin.ts";

/** Shows the folder dialog, where the user is likely to find the folder; undefined: it was cancelled. */
export async function askForFolder(
  appWindow: AppWindow,
  title: string,
  likely: string | undefined,
): Promise<string | undefined> {
  const defaultPath = await placeToBegin(likely);
  const options: OpenDialogOptions = { title, defaultPath, properties: ["openDirectory", "createDirectory"] };
  const { window } = appWindow;
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return answer.canceled ? undefined : answer.filePaths[0];
}
