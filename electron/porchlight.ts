import { app, powerMonitor, type MessageBoxOptions } from "electron";
import { RequestLog } from "../server/log/request-log.ts";
import { answersOf, startSharing } from "./answers.ts";
import { mostRecords, type Command, type Problem, type ShareStatus } from "./contract.ts";
import { showAbout } from "./desktop/about.ts";
import { closeWindow, quitWithoutWindow } from "./desktop/close-window.ts";
import { copyOrSay } from "./desktop/copy-text.ts";
import { folderArgument, isHiddenStart, type Start } from "./desktop/folder-argument.ts";
import { stayAwake, tellTransfers } from "./desktop/follow-log.ts";
import { followNetwork } from "./desktop/follow-network.ts";
import { followSettings } from "./desktop/follow-settings.ts";
import { wasOpenedAtLogin } from "./desktop/login-item.ts";
import { setMenu } from "./desktop/menu.ts";
import { NativeDialogs } from "./desktop/native-dialogs.ts";
import { loadAgainOrQuit } from "./desktop/page-failed.ts";
import { Quitting } from "./desktop/quitting.ts";
import type { TrayAction } from "./desktop/tray-items.ts";
import { WayBack } from "./desktop/way-back.ts";
import { answerAll } from "./ipc.ts";
import { Exports } from "./log/exports.ts";
import { LogStream } from "./log/log-stream.ts";
import type { Page } from "./page-address.ts";
import { servePage } from "./page-protocol.ts";
import { denyPermissions } from "./security.ts";
import { SettingsFile, type Loaded } from "./settings/settings-file.ts";
import { SettingsStore } from "./settings/settings-store.ts";
import { unaskedChoice } from "./sharing/folder-choice.ts";
import { HandedFolders } from "./sharing/handed-folders.ts";
import { PreflightRun } from "./sharing/preflight-run.ts";
import { ShareControl } from "./sharing/share-control.ts";
import { WindowNews } from "./window-news.ts";
import { AppWindow } from "./window.ts";

/** Bytes of heads that are kept for the details of requests. */
const logHeadBytes = 16 * 1024 * 1024;

/** How the app was started, and where its own files lie. */
export type PorchlightOptions = {
  readonly start: Start;
  readonly page: Page;
  /** Where the built page lies. */
  readonly pageFolder: string;
  /** Where the tray's icons lie. */
  readonly iconFolder: string;
};

/** Opens the app; Electron must be ready. */
export async function openPorchlight(options: PorchlightOptions): Promise<Porchlight> {
  denyPermissions();
  servePage(options.pageFolder);
  const file = new SettingsFile(app.getPath("userData"));
  const porchlight = new Porchlight(options, file, await file.load());
  porchlight.open();
  return porchlight;
}

/** The running app: its parts, and what passes between them. */
export class Porchlight {
  readonly #options: PorchlightOptions;
  readonly #log = new RequestLog(mostRecords, logHeadBytes);
  readonly #settings: SettingsStore;
  readonly #control: ShareControl;
  readonly #stream: LogStream;
  readonly #window: AppWindow;
  readonly #news: WindowNews;
  readonly #handed: HandedFolders;
  readonly #quitting: Quitting;
  readonly #dialogs = new NativeDialogs(() => this.#quitting.isReady);
  readonly #ask = (message: MessageBoxOptions) => this.#dialogs.ask(message, this.#window, () => this.showWindow());
  readonly #exports = new Exports(this.#log);
  readonly #wayBack: WayBack;

  constructor(options: PorchlightOptions, file: SettingsFile, loaded: Loaded) {
    this.#options = options;
    this.#settings = new SettingsStore(file, loaded);
    this.#control = new ShareControl(this.#log, (status) => this.#showStatus(status));
    this.#stream = new LogStream({
      log: this.#log,
      counters: () => this.#control.counters,
      send: (batch) => this.#news.log(batch),
    });
    this.#window = new AppWindow(options.page, {
      onPageGone: () => {
        this.#stream.pause();
        this.#news.pageGone();
      },
      onPageFailed: () => void this.#dialogs.show(() => loadAgainOrQuit(this.#window)),
      isPageThere: () => this.#news.isPageThere,
      onVisible: (isVisible) => this.#showNews(isVisible),
      mayClose: () => this.#mayClose(),
      onSessionEnd: () => this.#settings.remember({ window: this.#window.place }),
    });
    this.#news = new WindowNews(this.#window);
    this.#wayBack = new WayBack({
      iconFolder: options.iconFolder,
      status: () => this.#control.status,
      act: (action, text) => this.#act(action, text),
    });
    this.#handed = new HandedFolders(this.#settings, this.#control, (folder) =>
      this.#news.ask("folder:offered", folder),
    );
    this.#quitting = new Quitting({
      transfers: () => this.#control.counters.transfers,
      ask: this.#ask,
      end: () => this.#end(),
      quit: () => app.quit(),
    });
  }

  /** Begins: menu, tray and window, the folder that the start names, and the share that a login goes on with. */
  open(): void {
    const { start } = this.#options;
    this.#listen();
    setMenu({
      run: (command) => this.#run(command),
      showAbout: () => void this.#dialogs.showAlone(() => showAbout(this.#ask)),
      isDeveloped: !app.isPackaged,
    });
    const wayBack = this.#wayBack.open();
    const isHidden = isHiddenStart(start.argv, wasOpenedAtLogin());
    if (!isHidden || !this.#resume()) this.#rememberSharing(false); // what the session before did is of no use any more
    this.#window.open(this.#settings.remembered.window, isHidden);
    const folder = folderArgument(start, app.isPackaged);
    if (folder !== undefined) void this.#handed.take(folder);
    if (isHidden) void wayBack.then(() => this.#wayBack.leaveTo(this.#window));
  }

  /** Somebody started the app again: this one comes to the front, with the folder that the other was given. */
  startedAgain(other: Start | undefined): void {
    const folder = other && folderArgument(other, app.isPackaged);
    if (folder === undefined) this.showWindow();
    else this.takeFolder(folder);
  }

  /** The system, or another start, hands over a folder. */
  takeFolder(folder: string): void {
    this.showWindow();
    void this.#handed.take(folder);
  }

  /** Brings the window to the front, or opens it anew. */
  showWindow(): void {
    if (this.#window.window) this.#window.show();
    else this.#window.open(this.#settings.remembered.window, false);
  }

  #listen(): void {
    const preflight = new PreflightRun((progress) => this.#news.tell("preflight:progress", progress));
    const [window, settings, control, news] = [this.#window, this.#settings, this.#control, this.#news];
    const [handed, dialogs, stream] = [this.#handed, this.#dialogs, this.#stream];
    const others = { handed, dialogs, stream, log: this.#log, exports: this.#exports };
    answerAll(answersOf({ window, settings, control, news, preflight, ...others }), this.#options.page);
    const complain = (problem: Problem | undefined): void => news.tell("settings:problem", problem);
    followSettings(settings, this.#ask, complain);
    settings.followProblem(complain);
    settings.follow((changed, before) => {
      news.tell("settings:changed", changed);
      if ((["folder", "port", "folders"] as const).some((name) => changed[name] !== before[name])) control.forgive();
    });
    tellTransfers(this.#log, settings, () => this.showWindow());
    stayAwake(() => control.counters.transfers);
    followNetwork(control);
    app.on("before-quit", this.#quitting.beforeQuit);
    // never as the first listener there: on Linux Electron would not ask for it (lib/browser/api/power-monitor.ts)
    powerMonitor.on("shutdown", this.#quitting.shutDown);
    app.on("window-all-closed", quitWithoutWindow);
    this.#stream.start();
  }

  /** What the page does for the menu and the tray: nothing, behind a dialog of the system's. */
  #run(command: Command): void {
    this.showWindow();
    if (!this.#dialogs.isOpen) this.#news.ask("command:run", command);
  }

  #act(action: TrayAction, text: string): void {
    if (action === "show window") this.showWindow();
    if (action === "copy") void copyOrSay(text, this.#ask);
    if (action === "start") this.#startUnasked();
    if (action === "stop") void this.#control.stop();
    if (action === "quit") app.quit();
  }

  /** Shares what was shared last; where somebody has to be asked first, the page asks. */
  #startUnasked(): void {
    const choice = unaskedChoice(this.#settings.settings);
    if (choice) void startSharing(this.#settings, this.#control, choice);
    else this.#run("toggle sharing");
  }

  /** A start at login goes on with the share only if the user asked for that. False: it does not. */
  #resume(): boolean {
    const { settings, wasSharing } = this.#settings.remembered;
    const choice = settings.resumeAtLogin && wasSharing ? unaskedChoice(settings) : undefined;
    if (choice) void this.#control.start(choice);
    return choice !== undefined;
  }

  #showStatus(status: ShareStatus): void {
    // a drive that is not there today may be back tomorrow: only its user turns the light off
    if (status.kind === "on" || status.kind === "off") this.#rememberSharing(status.kind === "on");
    this.#news.tell("share:status", status);
    this.#wayBack.show(status);
  }

  /** Nothing is pushed to a window that nobody sees; one that is seen again is told all of it. */
  #showNews(isVisible: boolean): void {
    this.#news.catchUp();
    this.#stream.setVisible(isVisible);
  }

  #rememberSharing(wasSharing: boolean): void {
    if (wasSharing !== this.#settings.remembered.wasSharing) this.#settings.remember({ wasSharing });
  }

  #mayClose(): boolean {
    const facts = {
      isQuitting: this.#quitting.isReady,
      isSharing: this.#control.status.kind === "on",
      hasWayBack: this.#wayBack.isThere,
    };
    return closeWindow(this.#window, this.#settings, facts, () => this.showWindow());
  }

  async #end(): Promise<void> {
    this.#settings.remember({ window: this.#window.place ?? this.#settings.remembered.window });
    await this.#control.end();
    await this.#exports.written();
    await this.#settings.saved;
  }
}
