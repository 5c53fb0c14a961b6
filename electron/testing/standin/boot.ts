import inspector from "node:inspector";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { locateApp, type AppLocation } from "./app/app-location.ts";
import { StandInApp } from "./app/app.ts";
import { seeArchivesEverywhere } from "./app/archive-view.ts";
import { parseCommandLine } from "./app/command-line.ts";
import { Chromium } from "./chromium/chromium.ts";
import type { Desktop } from "./desktop.ts";
import { complain } from "./diagnostics.ts";
import { StandInTheme } from "./doubles/native-theme.ts";
import { electronModule } from "./electron-module.ts";
import { IpcMain } from "./ipc-main.ts";
import { provideModules } from "./module-hooks.ts";
import { StandInProtocol } from "./network/protocol.ts";
import { StandInSession } from "./network/session.ts";
import { DesktopRecord } from "./record.ts";
import { versions } from "./versions.ts";
import { watchTargets } from "./window/child-targets.ts";

const node = process.execPath;
const executable = process.env["ELECTRON_STANDIN_EXECUTABLE"] ?? node;
const resources = path.join(path.dirname(executable), "resources");
const given = process.argv.slice(2);
const stillEvaluating =
  "stand-in: the main module still awaits at its top level, and the app's ready event waits for that (electron#40719)";
const commandLine = parseCommandLine(given);

if (commandLine.switches.has("version") && commandLine.app === undefined) {
  process.stdout.write(`v${versions.electron}\n`);
} else {
  const location = locateApp(resources, commandLine.app);
  if (location) await run(location);
  else {
    complain("stand-in: no app was given");
    process.exitCode = 1;
  }
}

/** Starts Chromium, gives the app its Electron, and runs the app's main module. */
async function run(location: AppLocation): Promise<void> {
  poseAsElectron(location);
  const { switches } = commandLine;
  const port = switches.get("inspect");
  if (port !== undefined) inspector.open(Number(port), "127.0.0.1");
  const record = new DesktopRecord();
  const app = new StandInApp({ location, switches, executable, node, record });
  const chromium = new Chromium(switches);
  const desktop = furnish(app, chromium, record);
  globalThis.standin = record;
  provideModules(electronModule(desktop), seeArchivesEverywhere());
  obey(app, chromium);
  const required = createRequire(path.join(process.cwd(), "_"));
  for (const name of commandLine.required) required(path.resolve(name));
  // as in Electron, ready waits for all of the main module, its top-level awaits included
  const warning = setTimeout(() => complain(stillEvaluating), 5000).unref();
  await Promise.all([import(pathToFileURL(location.main).href), watchTargets(desktop)]);
  clearTimeout(warning);
  app.becomeReady();
}

function poseAsElectron({ isPackaged }: AppLocation): void {
  process.argv = [executable, ...given];
  process.execPath = executable;
  Object.assign(process, { type: "browser", resourcesPath: resources, ...(isPackaged ? {} : { defaultApp: true }) });
  for (const [name, value] of Object.entries(versions)) {
    Object.defineProperty(process.versions, name, { value, enumerable: true });
  }
}

function furnish(app: StandInApp, chromium: Chromium, record: DesktopRecord): Desktop {
  const protocol = new StandInProtocol(() => app.hasBecomeReady);
  const session = new StandInSession(protocol);
  const theme = new StandInTheme();
  const desktop: Desktop = {
    app,
    chromium,
    record,
    protocol,
    session,
    theme,
    ipcMain: new IpcMain(),
    windows: new Set(),
    contents: new Map(),
  };
  theme.on("updated", () => desktop.contents.forEach((contents) => contents.applyColorScheme()));
  record.onPlaced(() => desktop.contents.forEach((contents) => contents.placeFiles()));
  return desktop;
}

/** Signals end the app as they end Electron; Chromium goes with the app, and an error takes both. */
function obey(app: StandInApp, chromium: Chromium): void {
  let exiting = false;
  process.once("exit", () => {
    exiting = true;
    chromium.end();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => app.quit());
  process.on("uncaughtException", (error) => {
    // as in Electron, an app that listens itself decides
    if (process.listenerCount("uncaughtException") > 1) return;
    complain("Uncaught exception in the main process:", error);
    app.exit(1);
  });
  chromium.onEnd(() => {
    if (exiting) return;
    complain("stand-in: chromium has ended");
    process.exit(1);
  });
}
