import { EventEmitter } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Desktop } from "../desktop.ts";
import { complain } from "../diagnostics.ts";
import type { Double } from "../double.ts";
import { preventable } from "../event.ts";
import type { StandInPort } from "../message-port.ts";
import { answerRequests } from "../network/requests.ts";
import { disguise } from "../network/scheme-host.ts";
import type { FromPage } from "../page/messages.ts";
import { bindingName } from "../page/page-script.ts";
import { refuseTheRest } from "../refusal.ts";
import type { StandInFrame } from "./frames.ts";
import { Mail } from "./mail.ts";
import { Navigation } from "./navigation.ts";
import { openPage, type PageTarget } from "./page-target.ts";
import { readPreload, refuseUnsafe } from "./preferences.ts";
import { askBeforeOpening, type OpenHandler } from "./window-open.ts";

type Size = { readonly width: number; readonly height: number };

/** `electron.WebContents`: one page of Chromium's. */
export class StandInContents extends EventEmitter implements Double<Electron.WebContents> {
  static #created = 0;
  readonly id = ++StandInContents.#created;
  readonly session: Electron.Session;
  readonly #desktop: Desktop;
  readonly #preferences: Electron.WebPreferences;
  readonly #close: () => void;
  readonly #opened: Promise<PageTarget>;
  readonly #mail: Mail;
  readonly #navigation: Navigation;
  #page: PageTarget | undefined;
  #size: Size;
  #openHandler: OpenHandler = () => ({ action: "allow" });
  #title = "";
  #destroyed = false;

  constructor(desktop: Desktop, preferences: Electron.WebPreferences, size: Size, close: () => void) {
    super();
    this.setMaxListeners(0);
    refuseUnsafe(preferences);
    this.#desktop = desktop;
    this.#preferences = preferences;
    this.#size = size;
    this.#close = close;
    this.session = desktop.session as unknown as Electron.Session;
    this.#mail = new Mail(this, desktop.ipcMain);
    this.#navigation = new Navigation(this);
    desktop.contents.set(this.id, this);
    refuseTheRest("WebContents", this);
    this.#opened = this.#open();
    this.#opened.catch((error: unknown) => {
      if (!this.#destroyed) complain("stand-in: a window could not be opened", error);
    });
  }

  get targetId(): string | undefined {
    return this.#page?.id;
  }

  get mainFrame(): Electron.WebFrameMain {
    if (!this.#page) throw new Error("stand-in: WebContents.mainFrame is not implemented before the page is open");
    return this.#page.frames.main as unknown as Electron.WebFrameMain;
  }

  get zoomLevel(): number {
    return this.getZoomLevel();
  }

  set zoomLevel(level: number) {
    this.setZoomLevel(level);
  }

  getURL(): string {
    return this.#page?.frames.main.url ?? "";
  }

  getTitle(): string {
    return this.#title;
  }

  getType(): "window" {
    return "window";
  }

  getOSProcessId(): number {
    return this.#desktop.chromium.processId;
  }

  isLoading(): boolean {
    return this.#navigation.isLoading;
  }

  isCrashed(): boolean {
    return this.#navigation.isCrashed;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isDevToolsOpened(): boolean {
    return false;
  }

  async loadURL(url: string): Promise<void> {
    await this.#navigation.load(await this.#opened, disguise(url, this.#desktop.protocol.schemes), url);
  }

  loadFile(file: string, options: Electron.LoadFileOptions = {}): Promise<void> {
    const url = pathToFileURL(path.resolve(this.#desktop.app.getAppPath(), file));
    url.search = new URLSearchParams(options.query).toString();
    url.hash = options.hash ?? "";
    return this.loadURL(url.href);
  }

  reload(): void {
    void this.#reload(false);
  }

  reloadIgnoringCache(): void {
    void this.#reload(true);
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== "string") throw new TypeError("Missing required channel argument");
    this.#existing()?.frames.main.send(channel, ...args);
  }

  postMessage(channel: string, message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    const frame = this.#existing()?.frames.main;
    // there are no other ports than the stand-in's
    if (frame) this.#mail.post(frame, channel, message, transfer as unknown as readonly StandInPort[]);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { session } = await this.#opened;
    const options = { expression: code, awaitPromise: true, returnByValue: true, userGesture: false };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  setZoomFactor(factor: number): void {
    void this.#opened.then(({ viewport }) => viewport.setZoom(factor));
  }

  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }

  getZoomFactor(): number {
    return this.#page?.viewport.zoom ?? 1;
  }

  getZoomLevel(): number {
    return Math.log(this.getZoomFactor()) / Math.log(1.2);
  }

  forcefullyCrashRenderer(): void {
    // a crash leaves its command without an answer
    void this.#opened.then(({ session }) => session.send("Page.crash")).catch(() => undefined);
  }

  focus(): void {
    this.#desktop.record.note("webContents.focus");
  }

  close(): void {
    this.#close();
  }

  /** The window's part: its page is as large as the window is. */
  resize(size: Size): void {
    this.#size = size;
    this.#page?.viewport.resize(size);
  }

  /** The window's part: it has closed for good. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#desktop.contents.delete(this.id);
    this.emit("destroyed");
    const { browser } = this.#desktop.chromium.connection;
    // the page may be gone already: then that is why the window closes
    if (this.#page) browser.send("Target.closeTarget", { targetId: this.#page.id }).catch(() => undefined);
  }

  #existing(): PageTarget | undefined {
    if (this.#destroyed) throw new TypeError("Object has been destroyed");
    return this.#page;
  }

  async #reload(ignoreCache: boolean): Promise<void> {
    const { session } = await this.#opened;
    await session.send("Page.reload", { ignoreCache });
  }

  async #open(): Promise<PageTarget> {
    const read = readPreload(this.#preferences);
    const preload = "source" in read ? read.source : "";
    const inSubFrames = this.#preferences.nodeIntegrationInSubFrames ?? false;
    const page = await openPage(this.#desktop.chromium, { ...this.#size, preload, inSubFrames });
    this.#listen(page);
    await page.viewport.setColorScheme(this.#desktop.theme.colorScheme);
    if ("problem" in read) this.#reportPreload(read.problem);
    this.#page = page;
    return page;
  }

  #reportPreload(problem: Error): void {
    complain(`Unable to load preload script: ${this.#preferences.preload ?? ""}`, problem);
    this.emit("preload-error", preventable({}), this.#preferences.preload, problem);
  }

  #listen(page: PageTarget): void {
    const { session, frames } = page;
    this.#navigation.listen(page);
    answerRequests(session, this.#desktop.protocol, (paused) => this.#navigation.permits(paused));
    askBeforeOpening(
      session,
      () => this.getURL(),
      () => this.#openHandler,
    );
    session
      .on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
        const frame = frames.frameOf(executionContextId);
        if (name === bindingName && frame) this.#receive(frame, executionContextId, JSON.parse(payload) as FromPage);
      })
      .on("Runtime.consoleAPICalled", ({ type, args }) => {
        const level = type === "warning" || type === "error" || type === "debug" ? type : "info";
        const message = args.map(({ value, description }) => String(value ?? description ?? "")).join(" ");
        this.emit("console-message", preventable({ level, message, frame: frames.main }));
      });
  }

  #receive(frame: StandInFrame, context: number, message: FromPage): void {
    switch (message.does) {
      case "start":
        frame.outbox.open(context);
        this.placeFiles();
        break;
      case "title":
        this.#retitle(message.title);
        break;
      case "fail":
        this.#reportPreload(Object.assign(new Error(message.message), { stack: message.stack }));
        break;
      case "invoke":
      case "send":
      case "post":
      case "port":
      case "close port":
        this.#mail.receive(frame, message);
    }
  }

  #retitle(title: string): void {
    if (title === "" || title === this.#title) return;
    this.#title = title;
    this.emit("page-title-updated", preventable({}), title, true);
  }

  /** Tells the page's preloads where the test has placed files. */
  placeFiles(): void {
    for (const frame of this.#page?.frames ?? []) {
      frame.outbox.post({ does: "place files", paths: this.#desktop.record.filePaths });
    }
  }

  applyColorScheme(): void {
    const scheme = this.#desktop.theme.colorScheme;
    void this.#opened.then(({ viewport }) => viewport.setColorScheme(scheme));
  }
}
