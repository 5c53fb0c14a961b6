import type { StandInApp } from "./app/app.ts";
import type { Chromium } from "./chromium/chromium.ts";
import type { StandInTheme } from "./doubles/native-theme.ts";
import type { IpcMain } from "./ipc-main.ts";
import type { StandInProtocol } from "./network/protocol.ts";
import type { StandInSession } from "./network/session.ts";
import type { DesktopRecord } from "./record.ts";
import type { StandInWindow } from "./window/browser-window.ts";
import type { StandInContents } from "./window/web-contents.ts";

/** What windows and their pages share. */
export type Desktop = {
  readonly app: StandInApp;
  readonly chromium: Chromium;
  readonly record: DesktopRecord;
  readonly ipcMain: IpcMain;
  readonly protocol: StandInProtocol;
  readonly session: StandInSession;
  readonly theme: StandInTheme;
  readonly windows: Set<StandInWindow>;
  readonly contents: Map<number, StandInContents>;
};
