import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import type { Scenario } from "../scenarios.ts";
import { serveSimulatedPage } from "./simulated-page.ts";

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** Chromium without a window of its own costs half as much, and draws the same. */
const shell = "/usr/bin/chromium-headless-shell";
const program = process.env["CHROMIUM"] ?? (existsSync(shell) ? shell : "/usr/bin/chromium");

/** Milliseconds that a busy machine may take for a step; what hangs is ended by the time of its test. */
const patience = 100_000;

export type PageOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  readonly reducedMotion?: boolean;
};

/** What the window says for a moment stays: on a busy machine a test would come too late to see it. */
function keepWhatIsShownForAMoment(): void {
  const later = setTimeout;
  const unlessLong = (work: () => void, milliseconds = 0) => (milliseconds < 1500 ? later(work, milliseconds) : 0);
  Object.assign(window, { setTimeout: unlessLong });
}

/** A Chromium, and the window in it with a simulated main process. */
export class TestBrowser implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #close: () => void;
  #page: Page | undefined;
  /** What the pages complained of: errors, and what the policy refused. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser, url: string, close: () => void) {
    this.#browser = browser;
    this.#url = url;
    this.#close = close;
  }

  static async start(): Promise<TestBrowser> {
    const { url, server } = await serveSimulatedPage();
    const browser = await chromium.launch({
      executablePath: program,
      args,
      ignoreDefaultArgs: ["--hide-scrollbars"], // the app's window has them
    });
    return new TestBrowser(browser, url, () => server.close());
  }

  /** Opens the window anew. It is the one page each time: a new one costs three times as long, and shows no more. */
  async open(scenario: Scenario, options: PageOptions = {}): Promise<Page> {
    const { width = 1280, height = 800, theme = "light", reducedMotion = true } = options;
    this.#page ??= await this.#newPage();
    const page = this.#page;
    await page.mouse.move(0, 0); // off what was pointed at before
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: reducedMotion ? "reduce" : "no-preference" });
    await page.goto(`${this.#url}?scenario=${scenario}`);
    await page.locator(".window").waitFor();
    return page;
  }

  async #newPage(): Promise<Page> {
    const page = await this.#browser.newPage();
    page.setDefaultTimeout(patience);
    await page.addInitScript(keepWhatIsShownForAMoment);
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    this.#close();
  }
}
