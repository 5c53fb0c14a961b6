import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { requestRow, type Sharing } from "./scene.ts";

/** Visitors at a time. */
const concurrency = 32;

/** Lets ab, a program of its own, ask so many times, perhaps with further options of its own; how many answers it counted, and how many a second. */
export async function flood(
  url: string,
  count: number,
  options: readonly string[] = [],
): Promise<{ readonly complete: number; readonly perSecond: number }> {
  const args = ["-q", ...options, "-n", String(count), "-c", String(concurrency), url];
  const { stdout } = await promisify(execFile)("ab", args);
  const numberAfter = (words: string) => Number(new RegExp(`${words}:\\s+([\\d.]+)`).exec(stdout)?.[1]);
  return { complete: numberAfter("Complete requests"), perSecond: numberAfter("Requests per second") };
}

/** Whether ab (of Apache's tools) is on this machine. */
export async function hasFlood(): Promise<boolean> {
  return promisify(execFile)("ab", ["-V"]).then(
    () => true,
    () => false,
  );
}

/** What the window says was requested in all. */
export async function shownTotal(page: Page): Promise<number> {
  const text = await page.locator("[data-total=requests]").innerText();
  return Number(text.replace(/\D/g, ""));
}

/** Waits until the window shows so many requests in all. */
export async function untilTotal({ page }: Sharing, total: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => Number(document.querySelector("[data-total=requests]")?.textContent.replace(/\D/g, "")) >= wanted,
    total,
  );
}

/** The path of the row that stands last. */
export async function lastRow(page: Page): Promise<string> {
  return requestRow(page, /./).last().innerText();
}
