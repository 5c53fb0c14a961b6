import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { allDrawn } from "./drawn.ts";
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

describe("the dot of a device", () => {
  const browser = ownBrowser();

  it("is of its own colour, in the log and in the list of devices", async () => {
    const page = await browser().open("on");
    await allDrawn(page);
    const colours = async (parts: Locator): Promise<Map<string | undefined, string | null>> =>
      new Map(
        await parts.evaluateAll((all) =>
          all.map((part): [string | undefined, string | null] => {
            const dot = part.querySelector(".device-dot");
            const named = part.querySelector(".cell-device")?.getAttribute("title");
            const address = named?.split(" ")[0] ?? part.querySelector("bdi")?.textContent;
            return [address, dot && getComputedStyle(dot).backgroundColor];
          }),
        ),
      );
    const inLog = await colours(page.locator("[role=row][id]"));
    await page.getByRole("button", { name: /^Devices/ }).click();
    await page.getByRole("menuitem").first().waitFor();
    assert.deepEqual(await colours(page.getByRole("menuitem")), inLog);
    assert.equal(new Set(inLog.values()).size, 5);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
