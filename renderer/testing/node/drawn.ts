import type { Locator, Page } from "playwright-core";

/** The rows of the log that are drawn, by the words in their cells. */
export function rowsIn(page: Page): Locator {
  return page.locator("[role=row][id]");
}

/** Waits until what has been done to the page is drawn, and what follows from that: as when a list has scrolled. */
export function drawn(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  });
}

/** Waits until the log, which no filter bounds, has drawn all requests that the simulated server has counted. */
export async function allDrawn(page: Page): Promise<void> {
  const isAll = () => {
    const { simulation } = window as unknown as { readonly simulation: { counters: { requests: number } } };
    const words = document.querySelector(".log-count")?.textContent ?? "";
    return Number(words.replace(/\D/g, "")) === simulation.counters.requests;
  };
  await page.waitForFunction(isAll);
  await drawn(page);
}
