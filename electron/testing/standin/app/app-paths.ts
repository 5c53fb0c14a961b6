import { homedir, tmpdir } from "node:os";
import path from "node:path";

/** The folders that `app.getPath` knows, for an app of this name. */
export function defaultPaths(appName: string, executable: string, userDataSwitch: string | undefined) {
  const home = homedir();
  const appData = process.env["XDG_CONFIG_HOME"] ?? path.join(home, ".config");
  const userData = userDataSwitch ?? path.join(appData, appName);
  return {
    home,
    appData,
    userData,
    sessionData: userData,
    temp: tmpdir(),
    exe: executable,
    module: executable,
    logs: path.join(userData, "logs"),
    crashDumps: path.join(userData, "Crashpad"),
    desktop: path.join(home, "Desktop"),
    documents: path.join(home, "Documents"),
    downloads: path.join(home, "Downloads"),
    music: path.join(home, "Music"),
    pictures: path.join(home, "Pictures"),
    videos: path.join(home, "Videos"),
  } satisfies Partial<Record<Parameters<Electron.App["getPath"]>[0], string>>;
}
