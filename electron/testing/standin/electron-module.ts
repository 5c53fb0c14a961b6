import { appDoubles } from "./app/app-doubles.ts";
import type { Desktop } from "./desktop.ts";
import { dialogDouble } from "./doubles/dialog.ts";
import { rolePerformer } from "./doubles/menu-roles.ts";
import { StandInMenu, StandInMenuItem, menuFrom, type MenuContext } from "./doubles/menu.ts";
import { nativeImageDouble } from "./doubles/native-image.ts";
import { StandInNotification } from "./doubles/notification.ts";
import { screenDouble } from "./doubles/screen.ts";
import {
  autoUpdaterDouble,
  clipboardDouble,
  powerMonitorDouble,
  powerSaveBlockerDouble,
  shellDouble,
  systemPreferencesDouble,
} from "./doubles/small-doubles.ts";
import { StandInTray } from "./doubles/tray.ts";
import { StandInChannel } from "./message-port.ts";
import { netDouble } from "./network/net.ts";
import { sessionModule } from "./network/session.ts";
import { lacking, refuseTheRest } from "./refusal.ts";
import { StandInWindow } from "./window/browser-window.ts";
import { windowDoubles } from "./window/window-doubles.ts";

type ElectronModule = Readonly<Record<keyof typeof Electron.Main | keyof typeof Electron.Common, unknown>>;

/** What `import … from "electron"` is: every name that Electron's main process has. What is not here throws. */
export function electronModule(desktop: Desktop): ElectronModule {
  const { app, record, protocol, session, ipcMain, theme } = desktop;
  const double = <T extends object>(name: string, object: T): T => refuseTheRest(`electron.${name}`, object);
  const appDouble = double(
    "app",
    Object.assign(
      app,
      appDoubles(record, {
        isReady: () => app.hasBecomeReady,
        removeSwitch: (name) => app.commandLine.removeSwitch(name),
      }),
    ),
  );
  return {
    ...absent(),
    ...windowClasses(desktop),
    ...menuClasses(desktop, () => appDouble.showAboutPanel()),
    ...desktopClasses(desktop),
    app: appDouble,
    ipcMain: double("ipcMain", ipcMain),
    MessageChannelMain: StandInChannel,
    protocol: double("protocol", protocol),
    session: sessionModule(session),
    net: double("net", netDouble(protocol)),
    nativeTheme: double("nativeTheme", theme),
    nativeImage: double("nativeImage", nativeImageDouble),
    dialog: double("dialog", dialogDouble(record)),
    clipboard: double("clipboard", clipboardDouble()),
    shell: double("shell", shellDouble(record)),
    screen: double("screen", screenDouble()),
    powerMonitor: double("powerMonitor", powerMonitorDouble()),
    powerSaveBlocker: double("powerSaveBlocker", powerSaveBlockerDouble(record)),
    systemPreferences: double("systemPreferences", systemPreferencesDouble()),
    autoUpdater: double("autoUpdater", autoUpdaterDouble(record)),
  };
}

const absentNames = [
  "BaseWindow",
  "BrowserView",
  "ClipboardItem",
  "ImageView",
  "IpcMainServiceWorker",
  "ShareMenu",
  "TouchBar",
  "View",
  "WebContentsView",
  "WebSocket",
  "contentTracing",
  "crashReporter",
  "desktopCapturer",
  "globalShortcut",
  "inAppPurchase",
  "netLog",
  "pushNotifications",
  "safeStorage",
  "sharedTexture",
  "utilityProcess",
  "webFrameMain",
] as const satisfies readonly (keyof ElectronModule)[];

function absent(): Record<(typeof absentNames)[number], unknown> {
  const entries = absentNames.map((name) => [name, lacking(`electron.${name}`)]);
  return Object.fromEntries(entries) as Record<(typeof absentNames)[number], unknown>;
}

function windowClasses(desktop: Desktop) {
  const { windows, contents, record } = desktop;
  class BrowserWindow extends StandInWindow {
    constructor(options?: Electron.BrowserWindowConstructorOptions) {
      super(desktop, options);
    }
    static getAllWindows = () => [...windows];
    static getFocusedWindow = () => [...windows].find((window) => window.isFocused()) ?? null;
    static fromId = (id: number) => [...windows].find((window) => window.id === id) ?? null;
    static fromWebContents = (of: unknown) => [...windows].find(({ webContents }) => webContents === of) ?? null;
  }
  Object.assign(BrowserWindow.prototype, windowDoubles(record));
  const webContents = {
    getAllWebContents: () => [...contents.values()],
    getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
    fromId: (id: number) => contents.get(id),
    fromDevToolsTargetId: (id: string) => [...contents.values()].find(({ targetId }) => targetId === id),
  } satisfies Partial<Record<keyof typeof Electron.WebContents, unknown>>;
  return { BrowserWindow, webContents: refuseTheRest("electron.webContents", webContents) };
}

function menuClasses(desktop: Desktop, showAboutPanel: () => void) {
  const { app, windows, record } = desktop;
  const frontWindow = () =>
    [...windows].find((window) => window.isFocused()) as unknown as Electron.BaseWindow | undefined;
  const context: MenuContext = { record, frontWindow, perform: rolePerformer(desktop, showAboutPanel) };
  class MenuItem extends StandInMenuItem {
    constructor(options: Electron.MenuItemConstructorOptions) {
      super(options, context);
    }
  }
  class Menu extends StandInMenu {
    constructor() {
      super(context);
    }
    static buildFromTemplate = (template: Parameters<typeof menuFrom>[0]) => menuFrom(template, context);
    static getApplicationMenu = () => app.applicationMenu;
    static setApplicationMenu = (menu: Electron.Menu | null) => {
      app.applicationMenu = menu;
    };
  }
  return { Menu, MenuItem };
}

function desktopClasses({ record }: Desktop) {
  class Tray extends StandInTray {
    constructor(image: Electron.NativeImage | string) {
      super(record, image);
    }
  }
  class Notification extends StandInNotification {
    constructor(options?: Electron.NotificationConstructorOptions) {
      super(record, options);
    }
    static isSupported = () => true;
  }
  return { Tray, Notification };
}
