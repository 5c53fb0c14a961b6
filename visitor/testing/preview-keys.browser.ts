import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { saidFromNow } from "./said.ts";

const browser = ownBrowser();
const home = ownHome();

/** Opens a file as one does who has no mouse. */
async function openByKeyboard(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
}

const titled = (page: Page, name: string) =>
  page.getByRole("dialog").getByRole("heading", { name, exact: true }).waitFor();

describe("in a preview, without a mouse,", () => {
  it("a text is scrolled, and not the page behind it", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await openByKeyboard(page, "big.log");
    await page.locator(".stage pre").waitFor();
    await page.keyboard.press("PageDown");
    await page.waitForFunction(() => (document.querySelector(".stage pre")?.scrollTop ?? 0) > 0);
  });

  it("arrow keys lead on from a text that was read", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await openByKeyboard(page, "app.ts");
    await page.locator(".stage pre").focus();
    await page.keyboard.press("ArrowRight");
    await titled(page, "big.log");
    await page.keyboard.press("ArrowRight");
    await titled(page, "budget.csv");
  });

  it("the way on keeps the focus, also where it leads to a text", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await openByKeyboard(page, "app.ts");
    await page.getByRole("button", { name: "Next" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".stage pre", { hasText: "A line of a long log" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.ariaLabel), "Next");
  });

  it("the space bar stops what plays, and plays it on", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await openByKeyboard(page, "song.wav");
    const isPaused = (wanted: boolean) =>
      page.waitForFunction((paused) => document.querySelector("audio")?.paused === paused, wanted);
    await isPaused(false);
    await page.keyboard.press("Space");
    await isPaused(true);
    await page.keyboard.press("Space");
    await isPaused(false);
  });

  it("what is shown next is said aloud", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await openByKeyboard(page, "app.ts");
    const told = page.locator("[aria-live]", { has: page.locator("#preview-title") });
    await page.keyboard.press("ArrowRight");
    await titled(page, "big.log");
    assert.match((await told.textContent()) ?? "", /^big\.log\d+ of \d+$/);
  });

  it("and that a link was copied, or could not be", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined }); // as over plain HTTP
    });
    await openByKeyboard(page, "app.ts");
    const copy = async (words: string) => {
      const said = await saidFromNow(page.locator("[aria-live]", { has: page.locator("#preview-title") }), words);
      await page.getByRole("button", { name: "Copy the link to this file" }).click();
      await said();
    };
    await copy("Link copied.");
    await page.evaluate(() => {
      Object.defineProperty(document, "execCommand", { value: () => false });
    });
    await copy("This browser does not let the link be copied.");
    await page.keyboard.press("ArrowRight");
    await titled(page, "big.log");
    await page.locator(".place", { hasText: /^\d+ of \d+$/ }).waitFor();
  });

  it("for as long as ever where it is copied again while that is said", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
    });
    await openByKeyboard(page, "app.ts");
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 3_600_000);
    for (let times = 0; times < 2; times++) {
      await page.getByRole("button", { name: "Copy the link to this file" }).click();
      await page.locator(".place", { hasText: "Link copied." }).waitFor();
      await page.clock.runFor(1500);
    }
    assert.equal(await page.locator(".place").textContent(), "Link copied.");
    await page.clock.runFor(500);
    await page.locator(".place", { hasText: /^\d+ of \d+$/ }).waitFor();
  });
});
