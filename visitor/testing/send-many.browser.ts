import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser } from "./own.ts";
import { saidFromNow } from "./said.ts";
import { shareNew, type Shared } from "./shared-folder.ts";

const many = 300;

/** How often files were asked for their size: in all, and the most of them for the first time between two timers. */
type Looks = { readonly all: number; readonly mostAtOnce: number };

/** Counts from now on; the first look at each takes so many milliseconds. */
async function countLooks(page: Page, milliseconds = 0): Promise<() => Promise<Looks>> {
  await page.evaluate((took) => {
    const looks = { all: 0, mostAtOnce: 0 };
    Object.assign(window, { looks });
    const known = new WeakSet<Blob>();
    let atOnce = 0;
    const size = Object.getOwnPropertyDescriptor(Blob.prototype, "size");
    Object.defineProperty(Blob.prototype, "size", {
      get(this: Blob) {
        looks.all++;
        if (!known.has(this)) {
          looks.mostAtOnce = Math.max(looks.mostAtOnce, ++atOnce);
          for (const until = performance.now() + took; performance.now() < until;);
        }
        known.add(this);
        return Number(size?.get?.call(this));
      },
    });
    const later = window.setTimeout.bind(window);
    const counted = (run: () => void, pause?: number) =>
      later(() => {
        atOnce = 0;
        run();
      }, pause);
    Object.assign(window, { setTimeout: counted });
  }, milliseconds);
  return () => page.evaluate<Looks>("window.looks");
}

async function chooseMany(page: Page): Promise<void> {
  const file = { mimeType: "text/plain", buffer: Buffer.from("x") };
  const files = Array.from({ length: many }, (_, index) => ({ ...file, name: `${index}.txt` }));
  await page.route("**/*?upload", () => undefined); // the first ones never get an answer
  await page.locator('.send input[type="file"][multiple]').setInputFiles(files);
  await page.locator(".send .sum", { hasText: `of ${many} files sent` }).waitFor();
}

describe("sending hundreds of files at once", () => {
  const browser = ownBrowser();
  const taking = (): Promise<Shared> => shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });

  it("asks the disk for a few of them at a time: each makes the page wait", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const looks = await countLooks(opened.page, 5);
    await chooseMany(opened.page);
    const { all, mostAtOnce } = await looks();
    assert.ok(all >= many);
    assert.ok(mostAtOnce <= 5, `${mostAtOnce} at once`);
  });

  it("says that it looks at them until it can tell how many there are", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await countLooks(page, 5);
    const said = await saidFromNow(page.locator("section.send"), "Looking at the files…");
    await chooseMany(page);
    await said();
    assert.equal(await page.getByText("Looking at the files…").count(), 0);
  });

  it("says so once, however far others come meanwhile: a screen reader would say it each time", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await countLooks(page, 5);
    await chooseMany(page);
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const panel = document.querySelector(".send .sum + [role=status]") ?? document.body;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const { textContent } of addedNodes) said.push(textContent ?? "");
      }).observe(panel, { childList: true });
    });
    const file = { mimeType: "text/plain", buffer: Buffer.from("x") };
    const files = Array.from({ length: many }, (_, index) => ({ ...file, name: `more ${index}.txt` }));
    await page.locator('.send input[type="file"][multiple]').setInputFiles(files);
    await page.locator(".send .sum", { hasText: `of ${2 * many} files sent` }).waitFor();
    assert.deepEqual(await page.evaluate("window.said"), ["Looking at the files…"]);
  });

  it("gives them up in one go: without a line for each, or a sum of all for each", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await chooseMany(page);
    const looks = await countLooks(page);
    await page.getByRole("button", { name: "Cancel all" }).click();
    await page.locator('.send li[data-state="cancelled"]').first().waitFor();
    assert.equal(await page.locator(".send li").count(), 3);
    const { all } = await looks();
    assert.ok(all <= 3 * many, `${all} looks`);
  });
});
