import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { app } from "electron";
import { autostartEntry } from "./autostart-entry.ts";
import { loginArguments } from "./windows-identity.ts";

/** Lets the system start the app at login, without its window, or no longer; whether the user has to allow it first. */
export async function setOpenAtLogin(isOn: boolean): Promise<boolean> {
  if (process.platform !== "linux") return setLoginItem(isOn);
  if (isOn) await writeAutostart();
  else await rm(autostartFile(), { force: true });
  return false;
}

/** Whether the system itself says that this start is one at login: a Mac does, the others are given --hidden. */
export function wasOpenedAtLogin(): boolean {
  return process.platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin;
}

function setLoginItem(isOn: boolean): boolean {
  const args = loginArguments(app.isPackaged ? undefined : app.getAppPath());
  app.setLoginItemSettings({ openAtLogin: isOn, args }); // a Mac takes no arguments
  if (process.platform !== "darwin" || !isOn) return false;
  const { status } = app.getLoginItemSettings();
  // a Mac may take no app that is not signed, and Electron does not tell it (app.setLoginItemSettings)
  if (status !== "enabled" && status !== "requires-approval") throw new Error("macOS has not taken it");
  return status === "requires-approval";
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
