import type { DesktopRecord } from "../record.ts";

type State = { readonly isReady: () => boolean; readonly removeSwitch: (name: string) => void };

/** The settings of `electron.app`, which a desktop would keep: remembered and recorded. */
export function appDoubles(record: DesktopRecord, { isReady, removeSwitch }: State) {
  let login: Electron.Settings = {};
  let badgeCount = 0;
  const beforeReady = (api: string): void => {
    if (isReady()) throw new Error(`app.${api}() can only be called before app is ready`);
    record.note(`app.${api}`);
  };
  return {
    dock: undefined,
    enableSandbox: () => {
      beforeReady("enableSandbox");
      removeSwitch("no-sandbox"); // so does Electron's own (App::EnableSandbox)
    },
    disableHardwareAcceleration: () => beforeReady("disableHardwareAcceleration"),
    getLocale: () => "en-US",
    getSystemLocale: () => "en-US",
    getPreferredSystemLanguages: () => ["en-US"],
    setAppUserModelId: (id) => record.note("app.setAppUserModelId", id),
    setToastActivatorCLSID: (id) => record.note("app.setToastActivatorCLSID", id),
    setDesktopName: (name) => record.note("app.setDesktopName", name),
    setAboutPanelOptions: (options) => record.note("app.setAboutPanelOptions", options),
    showAboutPanel: () => record.note("app.showAboutPanel"),
    focus: (options) => record.note("app.focus", options),
    addRecentDocument: (path) => record.note("app.addRecentDocument", path),
    clearRecentDocuments: () => record.note("app.clearRecentDocuments"),
    setUserTasks: (tasks) => {
      record.note("app.setUserTasks", tasks);
      return true;
    },
    setLoginItemSettings: (settings) => {
      login = settings;
      record.note("app.setLoginItemSettings", settings);
    },
    getLoginItemSettings: () => ({
      openAtLogin: login.openAtLogin ?? false,
      wasOpenedAtLogin: false,
      status: login.openAtLogin ? "enabled" : "not-registered",
      executableWillLaunchAtLogin: login.openAtLogin ?? false,
      launchItems: [],
    }),
    setBadgeCount: (count = 0) => {
      badgeCount = count;
      record.note("app.setBadgeCount", count);
      return true;
    },
    getBadgeCount: () => badgeCount,
  } satisfies Partial<Electron.App>;
}
