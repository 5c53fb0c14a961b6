import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { Scenario } from "../scenarios.ts";
import { allDrawn, drawn, rowsIn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { asked } from "./page-asked.ts";

describe("the live log in a flood of requests", () => {
  const browser = ownBrowser();
  let page: Page;
  let grid: Locator;

  async function open(scenario: Scenario): Promise<void> {
    page = await browser().open(scenario);
    grid = page.getByRole("grid");
    await allDrawn(page);
  }

  /** The elements that were put into the list or taken out of it, for so many requests more. */
  function movedBy(count: number): Promise<number> {
    return page.evaluate(async (requests) => {
      const list = document.querySelector(".log-rows") ?? document.body;
      let moved = 0;
      const observer = new MutationObserver((changes) => {
        for (const { addedNodes, removedNodes } of changes) moved += addedNodes.length + removedNodes.length;
      });
      observer.observe(list, { childList: true });
      const { simulation } = window as unknown as { readonly simulation: { traffic: (count: number) => void } };
      simulation.traffic(requests);
      const words = (242 + requests).toLocaleString("en");
      const isDrawn = () => document.querySelector(".log-count")?.textContent.startsWith(words) === true;
      while (!isDrawn()) await new Promise(requestAnimationFrame);
      return moved;
    }, count);
  }

  it("is drawn in the elements that are there, in their places", async () => {
    await open("on");
    assert.equal(await movedBy(3000), 0);
    await page.locator("#request-3242").waitFor();
  });

  it("moves no more of them than rows come, when these are few", async () => {
    await open("on");
    assert.equal(await movedBy(2), 4); // one goes at the top for each that comes at the end
  });

  it("gets new elements a few at a time, until it is full", async () => {
    await open("on");
    const full = await rowsIn(page).count();
    const filter = page.getByLabel("Filter requests");
    await filter.fill("nothing is called this");
    await rowsIn(page).first().waitFor({ state: "detached" });
    await page.evaluate(() => {
      const added: number[] = [];
      Object.assign(window, { added });
      const observer = new MutationObserver((changes) => {
        added.push(changes.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0));
      });
      observer.observe(document.querySelector(".log-rows") ?? document.body, { childList: true });
    });
    await filter.fill("");
    while ((await rowsIn(page).count()) < full) await drawn(page);
    const added = await page.evaluate(() => (window as unknown as { readonly added: readonly number[] }).added);
    assert.ok(added.length > 2 && Math.max(...added) <= 10, added.join());
  });

  it("is not drawn sooner because the list has scrolled", async () => {
    await open("on");
    await page.evaluate(() => {
      const later = setTimeout;
      const unlessInFlood = (work: () => void, milliseconds = 0) =>
        milliseconds === 100 ? 0 : later(work, milliseconds);
      Object.assign(window, { setTimeout: unlessInFlood });
    });
    const before = (await asked(page, "log:acknowledge")).length;
    await page.evaluate("window.simulation.traffic(400)");
    while ((await asked(page, "log:acknowledge")).length === before) await drawn(page);
    await grid.evaluate((list) => (list.scrollTop -= 1));
    await drawn(page);
    assert.equal(await rowsIn(page).last().getAttribute("id"), "request-242");
  });

  it("scrolls a hundred thousand rows, and says how long its tasks were", async (test) => {
    await open("flood");
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: "longtask",
      });
    });
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      await grid.evaluate((list, at) => (list.scrollTop = at * list.scrollHeight), part);
      await drawn(page);
      const count = await rowsIn(page).count();
      assert.ok(count > 15 && count < 80, `${count} rows are drawn`);
    }
    await page.getByLabel("Filter requests").fill("status:4xx -path:photos iphone");
    await page.getByText(/^[\d,]+ of 100,000$/).waitFor();
    await page.getByLabel("Filter requests").fill("");
    await page.evaluate("window.simulation.traffic(20000)");
    await page.locator("[data-total=requests]").getByText("120,000").waitFor();
    const tasks = await page.evaluate<number[]>("window.tasks");
    test.diagnostic(`tasks over 50 ms while scrolling, filtering and taking in 20,000: [${tasks.join(", ")}]`);
  });

  it("has a layer of its own: a scroll moves it, and paints no row anew", async () => {
    await open("on");
    const devTools = await page.context().newCDPSession(page);
    let tallest = 0;
    devTools.on("LayerTree.layerTreeDidChange", ({ layers = [] }) => {
      tallest = Math.max(tallest, ...layers.map(({ height }) => height));
    });
    await devTools.send("DOM.enable");
    await devTools.send("LayerTree.enable");
    const rows = await page.locator(".log-rows").evaluate((list) => list.clientHeight);
    for (let draws = 0; draws < 20 && tallest < rows; draws++) {
      await page.evaluate("window.simulation.traffic(1)"); // layers are told of when something is drawn
      await page.getByText(`${243 + draws} requests`).waitFor();
      await drawn(page);
    }
    assert.ok(tallest >= rows, `the tallest layer has ${tallest} of ${rows} pixels`);
    await devTools.detach();
  });

  it("counts exactly what the server counts", async () => {
    await open("flood");
    await page.evaluate("window.simulation.traffic(1234)");
    await page.locator("[data-total=requests]").getByText("101,234").waitFor();
    assert.equal(await page.evaluate("window.simulation.counters.requests"), 101_234);
    await page.getByRole("button", { name: /new/ }).or(grid).first().focus();
    await grid.press("End");
    await page.locator("#request-101234").waitFor();
  });

  it("says that no request fits only when all have been looked at", async () => {
    await open("flood");
    await page.evaluate("window.simulation.begin({ target: '/the-newest' })");
    await page.locator("#request-100001").waitFor();
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const look = () =>
        said.push(...[...document.querySelectorAll(".nothing-title")].map((title) => title.textContent));
      new MutationObserver(look).observe(document.querySelector(".log-frame") ?? document.body, { childList: true });
    });
    const filter = page.getByLabel("Filter requests");
    await filter.fill("path:the-newest");
    await page.getByText(/^1 of [\d,]+$/).waitFor();
    assert.deepEqual(await page.evaluate("window.said"), []);
    await filter.fill("path:unheard-of");
    await page.getByText("No request fits this filter").waitFor();
  });

  it("raised no error", () => assert.deepEqual(browser().complaints, []));
});
