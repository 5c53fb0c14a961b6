import os from "node:os";
import { app, dialog, shell } from "electron";
import { messageOf } from "../server/http/http-error.ts";
import type { RequestLog } from "../server/log/request-log.ts";
import type { ExportFormat, Problem, Result, ShareChoice, ShareStatus, Snapshot } from "./contract.ts";
import { copyText } from "./desktop/copy-text.ts";
import type { NativeDialogs } from "./desktop/native-dialogs.ts";
import { openPath } from "./desktop/open-path.ts";
import type { Answers } from "./ipc.ts";
import { exportDialog } from "./log/export-log.ts";
import type { Exports } from "./log/exports.ts";
import type { LogStream } from "./log/log-stream.ts";
import { savedFile } from "./log/saved-file.ts";
import { withAccepted } from "./settings/acceptance.ts";
import type { SettingsStore } from "./settings/settings-store.ts";
import { withFolder } from "./settings/settings.ts";
import { rulesFor, usualRules, withRules } from "./settings/visitor-rules.ts";
import { askForFolder } from "./sharing/ask-for-folder.ts";
import { checkFolder } from "./sharing/folder-choice.ts";
import { FoldersGone } from "./sharing/folders-gone.ts";
import type { HandedFolders } from "./sharing/handed-folders.ts";
import { checkInbox } from "./sharing/inbox-choice.ts";
import type { PreflightRun } from "./sharing/preflight-run.ts";
import type { ShareControl } from "./sharing/share-control.ts";
import type { WindowNews } from "./window-news.ts";
import type { AppWindow } from "./window.ts";

/** What the answers are made of. */
export type Parts = {
  readonly window: AppWindow;
  readonly settings: SettingsStore;
  readonly control: ShareControl;
  readonly handed: HandedFolders;
  readonly news: WindowNews;
  readonly preflight: PreflightRun;
  readonly log: RequestLog;
  readonly exports: Exports;
  readonly stream: LogStream;
  readonly dialogs: NativeDialogs;
};

/** What the main process answers to each of the window's requests. */
export function answersOf(parts: Parts): Answers {
  return { ...appAnswers(parts), ...folderAnswers(parts), ...shareAnswers(parts), ...logAnswers(parts) };
}

function appAnswers({ window, settings, control, news, stream, dialogs }: Parts) {
  return {
    "app:snapshot": () => {
      stream.restart();
      news.pageCame();
      return snapshotOf(settings, control);
    },
    "settings:change": (change) => {
      const { folder } = change;
      return settings.change(folder === undefined ? change : { ...withFolder(settings.settings, folder), ...change });
    },
    "clipboard:write": copyText,
    "folder:choose": () =>
      dialogs.showAlone(() => askForFolder(window, "Choose a folder to share", settings.settings.folder)),
  } satisfies Partial<Answers>;
}

function snapshotOf(settings: SettingsStore, control: ShareControl): Snapshot {
  return {
    platform: platformOf(process.platform),
    version: app.getVersion(),
    settings: settings.settings,
    usualRules,
    share: control.status,
    settingsProblem: settings.takeProblem(),
    counters: control.counters,
    blocked: control.blocked,
  };
}

function folderAnswers({ settings, preflight, control, handed }: Parts) {
  const gone = new FoldersGone();
  return {
    "folder:pick": (folder) => handed.pick(folder),
    "recents:gone": () => gone.among(settings.settings.recents),
    "folder:show": () => showFolder(sharedFolder(settings, control)),
    "inbox:show": () => showFolder(inboxOf(settings, control)),
    "preflight:start": async (folder, dotfiles) => {
      const checked = await checkFolder(folder);
      if (!checked.ok) return checked;
      preflight.start(folder, dotfiles);
      return done;
    },
    "preflight:cancel": () => {
      preflight.cancel();
      return undefined;
    },
    "preflight:accept": (more) => settings.change({ accepted: withAccepted(settings.settings, more) }),
    "address:open": async (url) => {
      if (isOurs(url, control.status)) return openInBrowser(url);
      return failed("That is not an address of the share.", "Choose one of the list.");
    },
  } satisfies Partial<Answers>;
}

/** The one that visitors see now; where there is none, the one that is chosen. */
function sharedFolder({ settings }: SettingsStore, { status }: ShareControl): string {
  return status.kind === "on" ? status.choice.folder : (settings.folder ?? os.homedir());
}

/** Where the files go that visitors of that folder send. */
function inboxOf(settings: SettingsStore, control: ShareControl): string {
  const { status } = control;
  const folder = sharedFolder(settings, control);
  const { inbox } = status.kind === "on" ? status.choice.rules : rulesFor(settings.settings, folder);
  return inbox === "" ? folder : inbox;
}

/** Shows a folder in the file manager. The system would run a program that stood in its place. */
async function showFolder(folder: string): Promise<Result<undefined>> {
  const checked = await checkFolder(folder);
  if (!checked.ok) return checked;
  const failure = await openPath(folder);
  if (failure === "") return done;
  return failed(`The folder could not be shown: ${failure}.`, "Look whether it is still there.");
}

async function openInBrowser(url: string): Promise<Result<undefined>> {
  try {
    await shell.openExternal(url);
    return done;
  } catch (error) {
    return failed(`The browser could not be opened: ${messageOf(error)}.`, "Copy the address, and open it yourself.");
  }
}

function shareAnswers({ window, settings, control, dialogs }: Parts) {
  return {
    "visitors:change": (folder, rules) => settings.change({ folders: withRules(settings.settings, folder, rules) }),
    "inbox:choose": async (folder) => {
      const { inbox } = rulesFor(settings.settings, folder);
      const ask = () => askForFolder(window, "Choose a folder for what visitors send", inbox || folder);
      const chosen = await dialogs.showAlone(ask);
      return chosen === undefined ? { ok: true, value: undefined } : checkInbox(chosen, folder);
    },
    "share:start": (choice) => startSharing(settings, control, choice),
    "share:stop": () => control.stop(),
    "request:end": (id) => {
      control.endRequest(id);
      return undefined;
    },
    "device:block": (address) => control.block(address),
    "device:unblock": (address) => {
      control.unblock(address);
      return control.blocked;
    },
  } satisfies Partial<Answers>;
}

function logAnswers({ log, exports, stream, window, settings, control, dialogs }: Parts) {
  return {
    "log:acknowledge": (sequence) => {
      stream.acknowledge(sequence);
      return undefined;
    },
    "log:details": (id) => log.heads(id),
    "log:show": async (id) => {
      const file = await savedFile(log, id);
      if (file.ok) shell.showItemInFolder(file.value);
      return file.ok ? done : file;
    },
    "log:export": async (format, ids) => {
      const file = await dialogs.showAlone(() => askWhereTo(format, window));
      if (file === undefined) return { ok: true, value: undefined };
      const base = baseOf(control.status, settings.settings.port);
      return exports.write(ids, file, { format, version: app.getVersion(), base });
    },
  } satisfies Partial<Answers>;
}

/** Starts, and remembers what was chosen. */
export function startSharing(
  settings: SettingsStore,
  control: ShareControl,
  choice: ShareChoice,
): Promise<ShareStatus> {
  const { folder, reach, port, dotfiles, rules } = choice;
  const folders = withRules(settings.settings, folder, rules);
  settings.change({ ...withFolder(settings.settings, folder), reach, port, dotfiles, folders });
  return control.start(choice);
}

async function askWhereTo(format: ExportFormat, { window }: AppWindow): Promise<string | undefined> {
  const options = exportDialog(format, app.getPath("documents"), new Date());
  const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  return answer.canceled || answer.filePath === "" ? undefined : answer.filePath;
}

/** Nothing but the share's own addresses is ever opened. */
function isOurs(url: string, status: ShareStatus): boolean {
  return status.kind === "on" && status.addresses.some((address) => address.url === url);
}

/** Where the share is; while it is off, where this computer would find it. */
function baseOf(status: ShareStatus, port: number): string {
  return (status.kind === "on" ? status.addresses[0]?.url : undefined) ?? `http://localhost:${port}/`;
}

const done = { ok: true, value: undefined } as const;

function failed(what: string, remedy: string): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { what, remedy } };
}

function platformOf(platform: NodeJS.Platform): Snapshot["platform"] {
  return platform === "darwin" || platform === "win32" ? platform : "linux";
}
