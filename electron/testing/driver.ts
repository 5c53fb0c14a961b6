import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import "./standin/record.ts";

/** What the suite drives: the stand-in, unless the environment names real Electron or a packaged executable. */
export const target = {
  isStandIn: process.env["E2E_ELECTRON"] === undefined,
  executable: process.env["E2E_EXECUTABLE"],
} as const;

const root = path.join(import.meta.dirname, "../..");
/** Milliseconds that a busy machine may take for a step; what hangs is ended by the time of its test. */
const patience = 60_000;

export type LaunchOptions = {
  /** The folder of an app other than this project's. */
  readonly app?: string;
  /** A packaged app to run instead. */
  readonly executable?: string;
  readonly args?: readonly string[];
  /** A folder to keep: without one, the app gets an empty folder that goes with it. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it is started without --no-sandbox, which Playwright gives it otherwise. */
  readonly chromiumSandbox?: boolean;
};

/** A running app, and what a person would do to it outside its page. Ends when it is disposed of. */
export type Launched = AsyncDisposable & {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** The app's main process; Playwright forgets it when it has ended. */
  readonly process: ChildProcess;
  /** All that the process has printed. */
  printed(): string;
  /** All that the page has said to its console, and what went wrong in it. */
  said(): string;
  /** What the next folder dialogs answer: a path, or undefined for Cancel. */
  answerFolderDialog(folder: string | undefined): Promise<void>;
  /** Which button the next message boxes are left by. */
  answerMessageBox(button: number): Promise<void>;
  /** Says where a file lies that the page will be given; real Electron knows it anyway. */
  placeFile(file: string): Promise<void>;
  /** Clicks an item of the application menu, which must be there and enabled. */
  clickMenu(id: string): Promise<void>;
  /** Starts the program again on the same user data; answers the code it ends with. */
  startAgain(...args: readonly string[]): Promise<number | null>;
};

/** Starts the app and waits for its first window's page. */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const userData = options.userData ?? (await mkdtemp(path.join(tmpdir(), "e2e-")));
  const env = environment(options.env);
  // a suite that names an app of its own means that one
  const executablePath = options.executable ?? (options.app === undefined ? target.executable : undefined);
  const args = [
    ...(executablePath === undefined ? [options.app ?? root] : []),
    `--user-data-dir=${userData}`,
    ...(options.args ?? []),
  ];
  const executable = executablePath === undefined ? {} : { executablePath };
  // null: the page follows nativeTheme, not Playwright
  const { chromiumSandbox = false } = options;
  const app = await _electron.launch({ ...executable, args, env, chromiumSandbox, colorScheme: null });
  const child = app.process();
  const ended = once(child, "close");
  const printed = collect(child);
  const dispose = async (): Promise<void> => {
    await end(app, child, ended);
    if (options.userData === undefined) await rm(userData, { recursive: true, force: true });
  };
  try {
    const page = await firstPage(app);
    const said = listen(page);
    return {
      app,
      page,
      userData,
      process: child,
      printed,
      said,
      answerFolderDialog: (folder) => answerFolderDialog(app, folder),
      answerMessageBox: (button) => answerMessageBox(app, button),
      placeFile: (file) => placeFile(app, file),
      clickMenu: (id) => clickMenu(app, id),
      startAgain: (...more) => startAgain(child.spawnfile, [...args, ...more], env),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw new Error(`the app showed no page; it printed:\n${printed()}`, { cause: error });
  }
}

function environment(more: LaunchOptions["env"]): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const env = { ...(Object.fromEntries(inherited) as Record<string, string>), ...more };
  if (!target.isStandIn) return env;
  const standin = path.join(import.meta.dirname, "standin");
  // Playwright asks the package `electron` for its executable in this process
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = standin;
  // its windows are on no screen: whose session this is says nothing of them
  const session = { XDG_SESSION_TYPE: "x11", ...more };
  return { ...env, ...session, ELECTRON_STANDIN_HOME: standin, ELECTRON_STANDIN_NODE: process.execPath };
}

function collect(child: ChildProcess): () => string {
  const pieces: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (bytes: Buffer) => pieces.push(bytes.toString()));
  }
  return () => pieces.join("");
}

function listen(page: Page): () => string {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  page.on("requestfailed", (request) => lines.push(`${request.url()}: ${request.failure()?.errorText ?? "failed"}`));
  return () => lines.join("\n");
}

/** The first window may not have loaded anything yet. */
async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: patience });
  page.setDefaultTimeout(patience);
  await page.waitForURL((url) => url.href !== "about:blank", { timeout: patience, waitUntil: "domcontentloaded" });
  return page;
}

/** Quits the app as its user would; one that does not go is killed. */
async function end(app: ElectronApplication, child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const closed = app.close().catch(() => undefined);
  await Promise.race([closed, delay(patience, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await ended;
}

async function answerFolderDialog(app: ElectronApplication, folder: string | undefined): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
    },
    folder === undefined ? [] : [folder],
  );
}

async function answerMessageBox(app: ElectronApplication, button: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = () => Promise.resolve({ response, checkboxChecked: false });
  }, button);
}

async function placeFile(app: ElectronApplication, file: string): Promise<void> {
  if (!target.isStandIn) return;
  const placed = { name: path.basename(file), file };
  await app.evaluate((_electron, { name, file: place }) => globalThis.standin.placeFile(name, place), placed);
}

async function clickMenu(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    if (!item?.enabled || !item.visible) throw new Error(`the menu has no item ${wanted} to click`);
    // its type says no more than Function
    (item.click as () => void)();
  }, id);
}

async function startAgain(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  // Chromium refuses its own sandbox to root
  const child = spawn(program, ["--no-sandbox", ...args], { env, stdio: "ignore" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}
