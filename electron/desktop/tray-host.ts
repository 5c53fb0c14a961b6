import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

const patienceMilliseconds = 2000;
/** Milliseconds between looks for a place that is not there yet: a minute in all. */
const laterLooks = [2000, 3000, 5000, 10_000, 20_000, 20_000];
const question = ["org.freedesktop.DBus.NameHasOwner", "org.kde.StatusNotifierWatcher"];
const bus = ["--session", "--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus"];

/**
 * Whether an icon put into the tray would be seen. On Linux a tray can be made where nobody shows it, and a window
 * hidden there would be lost: the desktop is asked whether it has a place for such icons.
 */
export function hasTrayHost(): Promise<boolean> {
  if (process.platform !== "linux") return Promise.resolve(true);
  return new Promise((resolve) => {
    execFile("gdbus", ["call", ...bus, "--method", ...question], { timeout: patienceMilliseconds }, (error, printed) =>
      resolve(error === null && printed.includes("true")),
    );
  });
}

/** Whether a place for icons comes in the next minute: a login starts the desktop's own programs beside the app. */
export async function trayHostComes(): Promise<boolean> {
  for (const milliseconds of laterLooks) {
    await delay(milliseconds, undefined, { ref: false });
    if (await hasTrayHost()) return true;
  }
  return false;
}
