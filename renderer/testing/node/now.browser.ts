import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { ownBrowser } from "./own-browser.ts";

/** As the browser tells a page that its window was hidden, or is shown again. */
async function setVisibility(page: Page, state: "visible" | "hidden"): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: visibility });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

/** All that the speed of requests reads from now on, for longer than two looks at the counters. */
async function speedsRead(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const value = document.querySelector(".speed .tile-value");
    const read = new Set<string>();
    const ends = performance.now() + 2600;
    while (performance.now() < ends) {
      read.add(value?.textContent ?? "");
      await new Promise(requestAnimationFrame);
    }
    return [...read];
  });
}

describe("the speed of requests", () => {
  const browser = ownBrowser();

  it("does not take for one second's what came while the window was hidden", async () => {
    const page = await browser().open("waiting");
    await setVisibility(page, "hidden");
    await page.evaluate("window.simulation.traffic(300)");
    await page.locator("[data-total=requests]").getByText("300").waitFor();
    await setVisibility(page, "visible");
    assert.deepEqual(await speedsRead(page), ["0/s"]);
  });

  it("is what came in the last second", async () => {
    const page = await browser().open("live");
    await page.waitForFunction(() => /^[1-9]/.test(document.querySelector(".speed .tile-value")?.textContent ?? ""));
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
