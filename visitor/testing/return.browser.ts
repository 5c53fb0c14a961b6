import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, visit } from "./browser.ts";
import { fillHome, shareNew, type Shared } from "./shared-folder.ts";

let browser: Browser;
let home: Shared;
before(async () => {
  browser = await launchBrowser(); // keeps no pages that were left: each comes from the server again
  home = await shareNew(fillHome);
});
after(async () => {
  await browser.close();
  await home[Symbol.asyncDispose]();
});

const says = (page: Page, words: string) => page.locator(".count", { hasText: words }).waitFor({ timeout: 10_000 });

describe("a page that a visitor comes back to", () => {
  it("is filtered as it was", async () => {
    await using opened = await visit(browser, home.address);
    const { page } = opened;
    await page.getByLabel("Filter").fill("holi");
    await says(page, "1 entry of 17");
    await page.getByRole("link", { name: "Holiday 2026" }).click();
    await says(page, "1 folder");
    await page.goBack();
    await says(page, "1 entry of 17");
    assert.equal(await page.getByLabel("Filter").inputValue(), "holi");
    await page.reload();
    await says(page, "1 entry of 17");
  });

  it("is filtered as it was, also behind a preview", async () => {
    await using opened = await visit(browser, home.address);
    const { page } = opened;
    await page.getByLabel("Filter").fill("png");
    await says(page, "4 entries of 17");
    await page.getByRole("link", { name: "IMG_2.png" }).click();
    await page.getByRole("dialog").waitFor();
    await page.reload();
    await page.getByText("2 of 4").waitFor({ timeout: 10_000 });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await says(page, "4 entries of 17");
    await page.reload();
    await says(page, "4 entries of 17");
  });

  it("is not filtered where a link leads to it", async () => {
    await using opened = await visit(browser, home.address);
    const { page } = opened;
    await page.getByLabel("Filter").fill("holi");
    await page.getByRole("link", { name: "Holiday 2026" }).click();
    await page.getByRole("navigation").getByRole("link").first().click();
    await says(page, "3 folders, 14 files");
    assert.equal(await page.getByLabel("Filter").inputValue(), "");
  });
});
