import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { overflowOf, problemsOf } from "./accessibility.ts";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { shareNew } from "./shared-folder.ts";

/** A desktop's window, enlarged fourfold. */
const enlarged = { viewport: { width: 320, height: 200 } };

const browser = ownBrowser();
const home = ownHome();

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);

describe("with the keyboard alone", () => {
  it("one goes on from what was ticked when nothing is selected any more", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    for (const name of ["Select Music", "Select notes.txt"]) {
      await page.getByRole("checkbox", { name }).focus();
      await page.keyboard.press("Space");
    }
    await page.getByRole("button", { name: "Select nothing" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "Select notes.txt");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Select nothing" }).focus();
    await page.locator("#filter").evaluate((field: HTMLInputElement) => {
      field.value = "png";
      field.dispatchEvent(new Event("input"));
    });
    await page.locator(".count", { hasText: "4 entries of 17" }).waitFor();
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "Select IMG_1.png", "the first that is shown, where that one is not");
  });

  it("arrows go through the grid as its cards lie", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("button", { name: "Show as pictures" }).click();
    const links = await page.locator("tbody a").allTextContents();
    const tops = await page
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    const columns = tops.filter((top) => top === tops[0]).length;
    assert.ok(columns > 2 && links.length % columns > 0, "the last line is not full");
    const link = (at: number) => links[at] ?? assert.fail(`there is no ${at}`);
    await page.locator("tbody a").nth(1).focus();
    const last = links.length - 1;
    const steps = [
      { key: "ArrowDown", to: 1 + columns },
      { key: "ArrowLeft", to: columns },
      { key: "ArrowRight", to: 1 + columns },
      { key: "ArrowUp", to: 1 },
      { key: "ArrowUp", to: 1 },
      { key: "Alt+ArrowLeft", to: 1 }, // it is the browser's: the page before this one, where there is one
      { key: "Control+End", to: 1 },
      { key: "End", to: last },
      { key: "ArrowUp", to: last - columns },
      { key: "ArrowRight", to: last - columns + 1 },
      { key: "ArrowDown", to: last - columns + 1 < columns * Math.floor(last / columns) ? last : last - columns + 1 },
    ];
    for (const { key, to } of steps) {
      await page.keyboard.press(key);
      assert.equal(await focused(page), link(to), key);
    }
  });

  for (const [name, device] of Object.entries({ ...devices, "desktop enlarged fourfold": enlarged })) {
    it(`the bar of the selection covers nothing that has the focus, on a ${name}`, async () => {
      await using shared = await shareNew(async (folder) => {
        for (let number = 0; number < 40; number++) await writeFile(path.join(folder, `${number}.txt`), "");
      });
      await using opened = await visit(browser(), shared.address, device);
      const { page } = opened;
      await page
        .locator("tbody input")
        .first()
        .evaluate((box: HTMLInputElement) => {
          box.click();
        });
      await page.locator("tbody a").first().focus();
      for (let press = 0; press < 30; press++) {
        await page.keyboard.press("ArrowDown");
        const covered = await page.evaluate(() => {
          const row = document.activeElement?.closest("tr")?.getBoundingClientRect();
          const bar = document.querySelector(".selection")?.getBoundingClientRect();
          return (row?.bottom ?? NaN) - (bar?.top ?? NaN);
        });
        assert.ok(covered <= 0, `${covered} px after ${press + 1} rows`);
      }
    });
  }
});

it("the bar of the selection leaves most of a window that is enlarged fourfold to the list", async () => {
  await using opened = await visit(browser(), home().address, enlarged);
  const { page } = opened;
  await page.getByRole("button", { name: "Select several" }).click();
  await page.getByRole("checkbox", { name: "Select notes.txt" }).click();
  const height = await page.locator(".selection").evaluate((bar) => bar.getBoundingClientRect().height);
  assert.ok(height < 200 / 3, `${height} px of 200`);
  assert.equal(await overflowOf(page), 0);
  assert.deepEqual(await problemsOf(page), []);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download", exact: true }).click();
  assert.match((await download).url(), /name=notes\.txt$/);
});
