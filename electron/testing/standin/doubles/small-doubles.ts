import { EventEmitter } from "node:events";
import type { DesktopRecord } from "../record.ts";

/** `electron.clipboard`: its own, so that tests at the same time do not share one. */
export function clipboardDouble() {
  let text = "";
  return {
    readText: () => Promise.resolve(text),
    writeText: (written) => {
      text = written;
      return Promise.resolve();
    },
    clear: () => {
      text = "";
    },
  } satisfies Partial<Electron.Clipboard>;
}

/** `electron.shell`: nothing is opened. */
export function shellDouble(record: DesktopRecord) {
  return {
    beep: () => record.note("shell.beep"),
    showItemInFolder: (path) => record.note("shell.showItemInFolder", path),
    openExternal: (url, options) => {
      record.note("shell.openExternal", url, options);
      return Promise.resolve();
    },
    openPath: (path) => {
      record.note("shell.openPath", path);
      // on Linux Electron's never answers: its OpenPath lets go of the callback (platform_util_linux.cc)
      return process.platform === "linux" ? new Promise(() => undefined) : Promise.resolve("");
    },
  } satisfies Partial<Electron.Shell>;
}

/** `electron.powerSaveBlocker`: each start and stop is recorded too. */
export function powerSaveBlockerDouble(record: DesktopRecord) {
  const started = new Set<number>();
  let lastId = 0;
  return {
    start: (type) => {
      record.note("powerSaveBlocker.start", type);
      started.add(++lastId);
      return lastId;
    },
    stop: (id) => {
      record.note("powerSaveBlocker.stop", id);
      return started.delete(id);
    },
    isStarted: (id) => started.has(id),
  } satisfies Partial<Electron.PowerSaveBlocker>;
}

/** `electron.powerMonitor`: a test emits `suspend`, `resume`, `lock-screen`. */
export function powerMonitorDouble() {
  return Object.assign(new EventEmitter(), {
    onBatteryPower: false,
    isOnBatteryPower: () => false,
    getSystemIdleTime: () => 0,
    getSystemIdleState: () => "active",
  } satisfies Partial<Electron.PowerMonitor>);
}

/** `electron.systemPreferences`. */
export function systemPreferencesDouble() {
  const double = { getAccentColor: () => "0078d4ff" } satisfies Partial<Electron.SystemPreferences>;
  return Object.assign(new EventEmitter(), double);
}

/** `electron.autoUpdater`: a test emits what an update server would lead to. */
export function autoUpdaterDouble(record: DesktopRecord) {
  return Object.assign(new EventEmitter(), {
    setFeedURL: (options) => record.note("autoUpdater.setFeedURL", options),
    checkForUpdates: () => record.note("autoUpdater.checkForUpdates"),
    quitAndInstall: () => record.note("autoUpdater.quitAndInstall"),
  } satisfies Partial<Electron.AutoUpdater>);
}
