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

  it("is drawn neither while nothing happens nor in the colours of before", async () => {
    const page = await browser().open("waiting");
    await allDrawn(page);
    await page.evaluate(() => {
      const counts = { looks: 0, draws: 0 };
      const look = window.getComputedStyle.bind(window);
      Object.assign(window, { counts, getComputedStyle: (element: Element) => (counts.looks++, look(element)) });
      Object.assign(CanvasRenderingContext2D.prototype, { clearRect: () => counts.draws++ });
    });
    const isAtLeast = (count: "looks" | "draws", least: number) =>
      page.waitForFunction(
        ([name, number]) =>
          (window as unknown as { readonly counts: Readonly<Record<typeof name, number>> }).counts[name] >= number,
        [count, least] as const,
      );
    await isAtLeast("looks", 4); // at two charts, twice
    assert.equal(await page.evaluate("window.counts.draws"), 0);
    await page.emulateMedia({ colorScheme: "dark" });
    await isAtLeast("draws", 1);
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

describe("the list of devices", () => {
  const browser = ownBrowser();

  const askedFrom = (page: Page, hosts: readonly number[]): Promise<void> =>
    page.evaluate((each) => {
      const { simulation } = window as unknown as { simulation: { begin: (change: object) => void } };
      for (const host of each) simulation.begin({ address: `10.0.0.${host}` });
    }, hosts);

  it("stays as it was opened, whoever asks meanwhile: what is about to be pressed is not another by then", async () => {
    const page = await browser().open("waiting");
    await askedFrom(page, [1, 2]);
    await page.getByRole("button", { name: /^Devices 2/ }).click();
    const addresses = page.getByRole("menuitem").locator("bdi");
    await addresses.first().waitFor();
    assert.deepEqual(await addresses.allTextContents(), ["10.0.0.2", "10.0.0.1"]);
    await askedFrom(page, [1, 3]);
    await page.getByText("4 requests", { exact: true }).waitFor();
    assert.deepEqual(await addresses.allTextContents(), ["10.0.0.2", "10.0.0.1"]);
    await page.keyboard.press("Escape");
    await addresses.first().waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Devices 3/ }).click();
    await addresses.first().waitFor();
    assert.deepEqual(await addresses.allTextContents(), ["10.0.0.3", "10.0.0.1", "10.0.0.2"]);
  });

  it("is long enough for a hundred, and says when there were more", async () => {
    const page = await browser().open("waiting");
    await askedFrom(
      page,
      Array.from({ length: 101 }, (_, host) => host),
    );
    await page.getByRole("button", { name: /^Devices 101/ }).click();
    await page.getByText("Show one device’s requests: the 100 that asked last").waitFor();
    assert.equal(await page.getByRole("menuitem").count(), 100);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
