import path from "node:path";
import { app, dialog } from "electron";
import { makeRoomForSlowDisks } from "../server/disk-threads.ts";
import { messageOf } from "../server/http/http-error.ts";
import { parseStart, type Start } from "./desktop/folder-argument.ts";
import { leaveFolder } from "./desktop/leave-folder.ts";
import { windowsAppId, windowsToastActivator } from "./desktop/windows-identity.ts";
import { bundledPage, developedPage } from "./page-address.ts";
import { registerPageScheme } from "./page-protocol.ts";
import { openPorchlight } from "./porchlight.ts";
import { denyTheRest } from "./security.ts";

makeRoomForSlowDisks();
// All of this has to be said before Electron is ready, and so before anything is awaited.
registerPageScheme();
// it takes --no-sandbox back, and an AppImage's start gives that where the kernel lets nobody have a sandbox
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
const developed = app.isPackaged ? undefined : process.env["VITE_DEV_SERVER_URL"];
denyTheRest(developed);
if (process.platform === "win32" && app.isPackaged) {
  app.setAppUserModelId(windowsAppId);
  app.setToastActivatorCLSID(windowsToastActivator);
}

const start: Start = { cwd: process.cwd(), argv: process.argv };

if (app.requestSingleInstanceLock(start)) {
  leaveFolder();
  const porchlight = app.whenReady().then(() =>
    openPorchlight({
      start,
      page: developed === undefined ? bundledPage : developedPage(developed),
      pageFolder: path.join(import.meta.dirname, "../renderer"),
      iconFolder: path.join(import.meta.dirname, "../../assets/tray"),
    }),
  );
  porchlight.catch(giveUp);
  // Chromium reorders the arguments of a second start: what it says itself is what counts
  app.on("second-instance", (_event, _argv, _cwd, other) => {
    void porchlight.then((running) => running.startedAgain(parseStart(other)));
  });
  // a Mac tells a folder that was dropped on the icon in this way, even before the app is ready
  app.on("open-file", (event, folder) => {
    event.preventDefault();
    void porchlight.then((running) => running.takeFolder(folder));
  });
  app.on("activate", () => void porchlight.then((running) => running.showWindow()));
} else {
  app.quit();
}

/** Electron only warns of a promise that is rejected: an app that nobody sees would stay, and all later starts go to it. */
function giveUp(error: unknown): void {
  dialog.showErrorBox("Porchlight cannot be started", messageOf(error));
  app.exit(1);
}
