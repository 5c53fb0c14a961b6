import { execFile } from "node:child_process";

const patienceMilliseconds = 2000;
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
