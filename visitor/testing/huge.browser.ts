import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser } from "./own.ts";
import { shareNew, type Shared } from "./shared-folder.ts";

function fillWith(count: number): (folder: string) => Promise<void> {
  return (folder) => {
    for (let number = 0; number < count; number++) {
      writeFileSync(path.join(folder, `IMG_${number}.${number % 10 === 0 ? "txt" : "jpg"}`), "");
    }
    return Promise.resolve();
  };
}

const browser = ownBrowser();

/** What a trace of Chromium tells of a step. */
type Traced = { readonly name: string; readonly args: { readonly elementCount?: number } };

/** The longest that the page did not react, in milliseconds, since it was watched. */
async function watchStalls(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const watch = { longest: 0, last: performance.now() };
    setInterval(() => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - watch.last);
      watch.last = now;
    }, 4);
    Object.assign(globalThis, { watch });
  });
  return () =>
    page.evaluate(() =>
      Math.round((globalThis as unknown as { readonly watch: { readonly longest: number } }).watch.longest),
    );
}

describe("a folder of 5,000 entries", () => {
  it("shows all of them, and is ready to be filtered", async (t) => {
    await using shared = await shareNew(fillWith(5000));
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    const paint = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    );
    const loaded = await page.evaluate(
      () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).loadEventEnd,
    );
    t.diagnostic(`first paint after ${Math.round(paint)} ms, all there after ${Math.round(loaded)} ms`);
    assert.equal(await page.locator("tbody tr").count(), 5000);
    await page.locator("#filter").fill("499");
    await page.getByText("15 entries of 5,000", { exact: true }).waitFor();
    assert.deepEqual(opened.problems, []);
  });

  it("takes a body out without a look at the style of all others: there are hundreds at times", async () => {
    await using shared = await shareNew(fillWith(5000));
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await browser().startTracing(page, { categories: ["devtools.timeline"] });
    const colours = await page.evaluate(() =>
      Array.from({ length: 5 }, () => {
        document.querySelectorAll("tbody")[20]?.remove();
        return getComputedStyle(document.body).color; // styles are there again
      }),
    );
    assert.equal(colours.length, 5);
    const trace = JSON.parse((await browser().stopTracing()).toString()) as { readonly traceEvents: readonly Traced[] };
    const elements = trace.traceEvents
      .filter(({ name }) => name === "UpdateLayoutTree")
      .reduce((sum, { args }) => sum + (args.elementCount ?? 0), 0);
    assert.ok(elements < 20, `${elements} elements`);
  });
});

describe("a folder of 100,000 entries", () => {
  let shared: Shared;
  before(async () => {
    shared = await shareNew(fillWith(100_000));
  });
  after(() => shared[Symbol.asyncDispose]());

  it("streams while others are served", async (t) => {
    const began = performance.now();
    const listing = await fetch(shared.address);
    const firstByte = performance.now() - began;
    const text = listing.text();
    const read = { isWhole: false };
    void text.then(() => (read.isWhole = true));
    let [served, longest] = [0, 0];
    while (!read.isWhole) {
      const asked = performance.now();
      const answer = await fetch(`${shared.address}IMG_0.txt`);
      await answer.arrayBuffer();
      assert.equal(answer.status, 200);
      longest = Math.max(longest, performance.now() - asked);
      served++;
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    t.diagnostic(
      `first byte after ${firstByte.toFixed(1)} ms, all in ${seconds} s; a file meanwhile: ${Math.round(longest)} ms at most`,
    );
    assert.equal((await text).match(/<tr/g)?.length, 100_001); // with the head's row
    assert.ok(served > 2, `${served} other requests were answered meanwhile`);
  });

  it("is filtered, sorted and shown as pictures, and lets others have their turns meanwhile", async (t) => {
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    const stalled = await watchStalls(page);
    // plain functions of the page: Playwright's own locators would look at a million nodes themselves
    const says = (words: string) =>
      page.waitForFunction((text) => document.querySelector(".count")?.textContent === text, words);
    const begins = (name: string) =>
      page.waitForFunction((text) => document.querySelector("tbody a")?.textContent === text, name);
    const type = (typed: string) =>
      page.evaluate((text) => {
        const field = document.querySelector<HTMLInputElement>("#filter");
        if (field !== null) field.value = text;
        field?.dispatchEvent(new Event("input"));
      }, typed);
    await type("9999");
    await says("19 entries of 100,000");
    await page.waitForFunction(() => document.querySelectorAll("tbody:not([hidden]) tr").length === 19);
    await type("");
    await says("100,000 files");
    t.diagnostic(`filtering: the page stood still for ${await stalled()} ms at most`);
    await page.evaluate(() => {
      const ticks = { count: 0 };
      setInterval(() => ticks.count++);
      Object.assign(globalThis, { ticks });
      document.querySelector<HTMLElement>("th.name button")?.click();
    });
    await begins("IMG_99999.jpg");
    const ticks = await page.evaluate(
      () => (globalThis as unknown as { readonly ticks: { readonly count: number } }).ticks.count,
    );
    assert.ok(ticks > 10, `others had ${ticks} turns while the rows were sorted`);
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 100_000);
    t.diagnostic(`sorting: ${await stalled()} ms at most`);
    await page.evaluate(() => document.querySelector<HTMLElement>("#view")?.click());
    await page.waitForTimeout(1000);
    t.diagnostic(`as pictures: ${await stalled()} ms at most`);
    assert.equal(await page.evaluate(() => document.querySelector("table.cards") !== null), true);
    assert.deepEqual(opened.problems, []);
    const press = (selector: string) =>
      page.evaluate((pressed) => document.querySelector<HTMLElement>(pressed)?.click(), selector);
    await press('tbody input[name="name"]');
    await press(".selection .select");
    await page.locator(".selection p", { hasText: "100,000 selected" }).waitFor();
    const { log } = shared.share;
    const isAskedFor = () => [...log.active, ...log.newest()].some(({ target }) => target === "/?zip");
    await press(".selection .download");
    while (!isAskedFor()) await delay(20);
    shared.share.closeAll(); // it would take as long again to look at each of them
    await press('tbody input[name="name"]');
    const sent = page.waitForResponse((response) => response.request().method() === "POST");
    await press(".selection .download");
    assert.equal((await sent).status(), 413); // said by a page, and not by nothing
  });
});
