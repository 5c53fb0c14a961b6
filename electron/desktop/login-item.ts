import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { app } from "electron";
import { autostartEntry } from "./autostart-entry.ts";

/** Lets the system start the app at login, without its window, or no longer. */
export async function setOpenAtLogin(isOn: boolean): Promise<void> {
  if (process.platform !== "linux") app.setLoginItemSettings({ openAtLogin: isOn, args: ["--hidden"] });
  else if (isOn) await writeAutostart();
  else await rm(autostartFile(), { force: true });
}

async function writeAutostart(): Promise<void> {
  const program = process.env["APPIMAGE"] ?? app.getPath("exe"); // an AppImage's own path is gone after it has ended
  const entry = autostartEntry(app.isPackaged ? [program] : [program, app.getAppPath()]);
  await mkdir(path.dirname(autostartFile()), { recursive: true });
  // whole or not at all: a desktop that starts meanwhile must find no half of it
  const temporary = `${autostartFile()}.part`;
  await writeFile(temporary, entry);
  await rename(temporary, autostartFile());
}

function autostartFile(): string {
  return path.join(app.getPath("appData"), "autostart", "porchlight.desktop");
}
