import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** What the window has asked its simulated main process for on one channel. */
export async function asked(page: Page, channel: string): Promise<readonly unknown[][]> {
  const all = await page.evaluate<{ channel: string; args: unknown[] }[]>("window.simulation.asked");
  return all.filter((each) => each.channel === channel).map(({ args }) => args);
}

/** The name of what has the focus. */
export async function focusedName(page: Page): Promise<string> {
  return page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
  );
}

/** Tabs on until something of this name has the focus. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    const focused = await focusedName(page);
    if (typeof name === "string" ? focused === name : name.test(focused)) return;
  }
  assert.fail(`nothing named ${String(name)} is reached by Tab`);
}
