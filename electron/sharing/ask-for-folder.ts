import os from "node:os";
import { dialog, type OpenDialogOptions } from "electron";
import type { AppWindow } from "../window.ts";

/** Shows the folder dialog, where the user is likely to find the folder; undefined: it was cancelled. */
export async function askForFolder(
  { window }: AppWindow,
  title: string,
  defaultPath = os.homedir(),
): Promise<string | undefined> {
  const options: OpenDialogOptions = { title, defaultPath, properties: ["openDirectory", "createDirectory"] };
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return answer.canceled ? undefined : answer.filePaths[0];
}
