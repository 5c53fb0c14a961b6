import { EventEmitter } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { unlessGone } from "../chromium/connection.ts";
import type { Desktop } from "../desktop.ts";
import { complain } from "../diagnostics.ts";
import type { Double } from "../double.ts";
import { preventable } from "../event.ts";
import type { StandInPort } from "../message-port.ts";
import { answerRequests } from "../network/requests.ts";
import { disguise } from "../network/scheme-host.ts";
import { refuseTheRest } from "../refusal.ts";
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
    this.#mail = new Mail(this, desktop);
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
    this.#onPage(({ session }) => session.send("Page.reload"));
  }

  reloadIgnoringCache(): void {
    this.#onPage(({ session }) => session.send("Page.reload", { ignoreCache: true }));
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
    this.#onPage(({ viewport }) => viewport.setZoom(factor));
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
    this.#onPage(({ session }) => session.send("Page.crash"));
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
    this.#onPage(({ id }) => browser.send("Target.closeTarget", { targetId: id }));
  }

  /** The preload could not be read, or has thrown. */
  reportPreload(problem: Error): void {
    complain(`Unable to load preload script: ${this.#preferences.preload ?? ""}`, problem);
    this.emit("preload-error", preventable({}), this.#preferences.preload, problem);
  }

  /** The page has another title. */
  retitle(title: string): void {
    if (title === "" || title === this.#title) return;
    this.#title = title;
    this.emit("page-title-updated", preventable({}), title, true);
  }

  placeFiles(): void {
    this.#mail.placeFiles(this.#page?.frames ?? []);
  }

  applyColorScheme(): void {
    this.#onPage(({ viewport }) => viewport.setColorScheme(this.#desktop.theme.colorScheme));
  }

  /** Works on the page once it is open; a page that has gone meanwhile needs no work. */
  #onPage(work: (page: PageTarget) => unknown): void {
    this.#opened.then(work).catch(unlessGone);
  }

  #existing(): PageTarget | undefined {
    if (this.#destroyed) throw new TypeError("Object has been destroyed");
    return this.#page;
  }

  async #open(): Promise<PageTarget> {
    const read = readPreload(this.#preferences);
    const preload = "source" in read ? read.source : "";
    const inSubFrames = this.#preferences.nodeIntegrationInSubFrames ?? false;
    const page = await openPage(this.#desktop.chromium, { ...this.#size, preload, inSubFrames });
    this.#listen(page);
    await page.viewport.setColorScheme(this.#desktop.theme.colorScheme);
    if ("problem" in read) this.reportPreload(read.problem);
    this.#page = page;
    return page;
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
    this.#mail.listen(page);
    session.on("Runtime.consoleAPICalled", ({ type, args }) => {
      const level = type === "warning" || type === "error" || type === "debug" ? type : "info";
      const message = args.map(({ value, description }) => String(value ?? description ?? "")).join(" ");
      this.emit("console-message", preventable({ level, message, frame: frames.main }));
    });
  }
}
