import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

/** The whole of Chromium: with its viewer for PDF, say. */
const whole = "/usr/bin/chromium";
/** Without a window of its own it costs half as much, and draws the same. */
const shell = "/usr/bin/chromium-headless-shell";

/** The machine's Chromium, the whole of it where that is asked for, told to leave the network alone. */
export function launchBrowser({ isWhole = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? (isWhole || !existsSync(shell) ? whole : shell),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-component-update",
      "--disable-sync",
      "--disable-smooth-scrolling", // what a jump leads past is not seen
    ],
  });
}

/** A visitor's device. */
export const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  "small phone": { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
} as const satisfies Record<string, BrowserContextOptions>;

/** Milliseconds that a busy machine may take for a step; what hangs is ended by the time of its test. */
const patience = 100_000;

export type Visit = { readonly page: Page; readonly problems: readonly string[] } & AsyncDisposable;

/** Opens an address as a visitor; what the page complains of is kept. `before` runs ahead of the page's own script. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  before?: () => void,
): Promise<Visit> {
  const context = await browser.newContext({ ...devices.desktop, ...options });
  if (before !== undefined) await context.addInitScript(before);
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  await page.goto(address, { waitUntil: "load" });
  if (options.javaScriptEnabled !== false) await page.waitForFunction(isReady);
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** Whether the script has begun its work, or has none to do. */
function isReady(): boolean {
  return document.documentElement.classList.contains("ready") || document.querySelector(".controls") === null;
}
