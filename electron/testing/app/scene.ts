import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get as httpGet, type IncomingMessage } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ElectronApplication, Locator, Page } from "playwright-core";
import { freePort } from "../../../server/testing/free-port.ts";
import type { Acceptance, Settings } from "../../contract.ts";
import { firstRun, textOf, type Remembered } from "../../settings/remembered.ts";
import { launch, type Launched, type LaunchOptions } from "../driver.ts";

const made: string[] = [];
process.once("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder with these files in it; it goes with this process. */
export function makeFolder(files: Readonly<Record<string, string | Buffer>> = { "hello.txt": "hello" }): string {
  const folder = mkdtempSync(path.join(tmpdir(), "shared-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** What is remembered of a folder that its owner wants on the network as it is at first. */
export function accepted(folder: string): Acceptance {
  return { folder, dotfiles: false, uploads: false };
}

/** A folder of user data in which these settings are remembered. */
export function rememberedFolder(settings: Partial<Settings>, more: Partial<Remembered> = {}): string {
  const remembered = { ...firstRun, ...more, settings: { ...firstRun.settings, ...settings } };
  return makeFolder({ "settings.json": textOf(remembered) });
}

/** Another program that listens on a port of this computer. */
export async function occupyPort(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return { port: address.port, server };
}

/** The app, sharing a folder with this computer alone. */
export type Sharing = Launched & { readonly url: string; readonly folder: string };

/** Starts the app on a folder that is known to it, and turns the light on. */
export async function launchSharing(settings: Partial<Settings> = {}, options: LaunchOptions = {}): Promise<Sharing> {
  const folder = settings.folder ?? makeFolder();
  const chosen = { reach: "computer", folder, port: await freePort(), ...settings } as const;
  const run = await launch({ userData: rememberedFolder(chosen), ...options });
  await run.page.evaluate(keepWhatIsShownForAMoment);
  const url = await turnOnOrTell(run);
  return { ...run, url, folder, [Symbol.asyncDispose]: () => run[Symbol.asyncDispose]() };
}

/** Turns the light on, and answers the best address. @throws Error that tells what there was instead. */
async function turnOnOrTell(run: Launched): Promise<string> {
  try {
    return await turnOn(run.page);
  } catch (error) {
    const shown = await run.page.content().catch(String);
    const told = `${run.page.url()} said:\n${run.said()}\nand showed:\n${shown}\nThe app printed:\n${run.printed()}`;
    await run[Symbol.asyncDispose]();
    throw new Error(`the light could not be turned on: ${told}`, { cause: error });
  }
}

/** What the window says for a moment stays: on a busy machine a test would come too late to see it. */
function keepWhatIsShownForAMoment(): void {
  const later = setTimeout;
  const unlessLong = (work: () => void, milliseconds = 0) => (milliseconds < 1500 ? later(work, milliseconds) : 0);
  Object.assign(globalThis, { setTimeout: unlessLong });
}

/** Turns the light on, and answers the best address. */
export async function turnOn(page: Page): Promise<string> {
  await lightSwitch(page).click();
  return shownUrl(page);
}

/** The best address that the window shows. */
export async function shownUrl(page: Page): Promise<string> {
  const [host] = (await page.getByRole("list", { name: "Addresses" }).getByRole("listitem").first().innerText()).split(
    "\n",
  );
  return `http://${host ?? ""}/`;
}

export function lightSwitch(page: Page): Locator {
  return page.getByRole("switch", { name: "Share this folder" });
}

/** What the bar at the top says of the light. */
export function lightState(page: Page, word: string): Locator {
  return page.getByRole("banner").getByRole("status").getByText(word, { exact: true });
}

/** The row of the log that has these words in it. */
export function requestRow(page: Page, words: string | RegExp): Locator {
  return page.getByRole("grid", { name: "Requests" }).getByRole("row").filter({ hasText: words });
}

/** Gathers from now on what the main process tells the window unasked; the function answers what it was so far. */
export async function gatherTold(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return;
    const send = contents.send.bind(contents);
    contents.send = (channel: string, ...args: unknown[]) => {
      told.push(channel);
      send(channel, ...args);
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { told: string[] }).told);
}

/** Whether the app refuses the next navigation, or redirect, of its page: the function waits until it has decided. */
export async function nextNavigation(
  app: ElectronApplication,
  event: "will-frame-navigate" | "will-redirect" = "will-frame-navigate",
): Promise<() => Promise<boolean>> {
  const decided = await app.evaluateHandle(
    ({ BrowserWindow }, name) => ({
      // told after the app, which listens longer
      answer: new Promise<boolean>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once(name as "will-redirect", ({ defaultPrevented }) => resolve(defaultPrevented));
      }),
    }),
    event,
  );
  return () => decided.evaluate(({ answer }) => answer);
}

/** Asks like a visitor; the answer's status and text. */
export async function get(url: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(url, { headers });
  return { status: response.status, text: await response.text() };
}

/** Waits until a visitor gets this text: when a share takes another's place, it may not be there yet. */
export async function untilGot(url: string, text: string): Promise<void> {
  const got = () => get(url).catch(() => undefined);
  await until(async () => (await got())?.text === text);
}

/** Begins a download and reads no further than its head: it stays under way. */
export async function beginDownload(url: string): Promise<IncomingMessage> {
  const asked = httpGet(url);
  asked.on("error", () => undefined);
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.on("error", () => undefined);
  response.pause();
  return response;
}

/** Asks again and again until it is so; where that never comes, the test's time is over. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(50);
}

/**
 * A desktop that says it has a place for tray icons, and where settings of its own may be written. One that `startsLate`
 * says so when it is asked again.
 */
export function desktopWithTray(startsLate = false): Record<string, string> {
  const atFirst = 'if mkdir "$0.asked" 2>/dev/null; then echo "(false,)"; exit; fi\n';
  const programs = makeFolder({ gdbus: `#!/bin/sh\n${startsLate ? atFirst : ""}echo '(true,)'\n` });
  chmodSync(path.join(programs, "gdbus"), 0o755);
  return { PATH: `${programs}${path.delimiter}${process.env["PATH"] ?? ""}`, XDG_CONFIG_HOME: makeFolder({}) };
}

export function isVisible(app: ElectronApplication): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}

/** The arguments of each call of one API that would have changed the desktop, oldest first. */
export function callsOf(app: ElectronApplication, api: string): Promise<(readonly unknown[])[]> {
  return app.evaluate((_, name) => globalThis.standin.callsOf(name), api);
}

declare global {
  /** Only in the window's page. */
  var bridge: import("../../contract.ts").Bridge;
}
