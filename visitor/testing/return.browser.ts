import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { fillHome, shareNew } from "./shared-folder.ts";

const browser = ownBrowser(); // keeps no pages that were left: each comes from the server again
const home = ownHome();

const says = (page: Page, words: string) => page.locator(".count", { hasText: words }).waitFor();
const untilKept = (page: Page, chosen: number) =>
  page.waitForFunction((count) => (history.state as { chosen?: string[] } | null)?.chosen?.length === count, chosen);

describe("a page that a visitor comes back to", () => {
  it("is filtered as it was", async () => {
    await using opened = await visit(browser(), home().address);
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
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByLabel("Filter").fill("png");
    await says(page, "4 entries of 17");
    await page.getByRole("link", { name: "IMG_2.png" }).click();
    await page.getByRole("dialog").waitFor();
    await page.reload();
    await page.getByText("2 of 4").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await says(page, "4 entries of 17");
    await page.reload();
    await says(page, "4 entries of 17");
  });

  it("has what was selected, whatever the filter shows", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByLabel("Select IMG_2.png").check();
    await page.getByLabel("Select Music").check();
    await page.getByLabel("Filter").fill("holi");
    await says(page, "1 entry of 17");
    await untilKept(page, 2);
    await page.getByRole("link", { name: "Holiday 2026" }).click();
    await says(page, "1 folder");
    assert.equal(await page.locator(".selection").isVisible(), false);
    await page.goBack();
    await page.locator(".selection").getByText("2 selected, ").waitFor();
    await page.getByRole("button", { name: "Select nothing" }).click();
    await untilKept(page, 0);
    await page.reload();
    await says(page, "1 entry of 17");
    assert.equal(await page.locator(".selection").isVisible(), false);
  });

  it("has what was selected with fingers, and what is gone by now is not", async () => {
    await using shared = await shareNew(fillHome);
    await using opened = await visit(browser(), shared.address, devices.phone);
    const { page } = opened;
    await page.getByRole("button", { name: "Select several" }).tap();
    for (const name of ["IMG_1.png", "IMG_2.png"]) await page.getByRole("link", { name }).tap();
    await untilKept(page, 2);
    await rm(path.join(shared.folder, "IMG_1.png"));
    await page.reload();
    await page.locator(".selection").getByText("1 selected, ").waitFor();
    assert.equal(await page.getByLabel("Select IMG_2.png").isChecked(), true);
    await page.getByRole("link", { name: "notes.txt" }).tap();
    await page.locator(".selection").getByText("2 selected, ").waitFor();
    assert.deepEqual(opened.problems, []);
  });

  it("shows the file that its address names, also one that the filter does not", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("link", { name: "IMG_2.png" }).click();
    await page.goBack();
    await page.getByLabel("Filter").fill("txt");
    await says(page, "1 entry of 17");
    await page.goForward();
    await page.getByRole("dialog").getByRole("heading", { name: "IMG_2.png" }).waitFor();
    await page.getByText("6 of 11").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("dialog").getByRole("heading", { name: "IMG_10.png" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await says(page, "1 entry of 17");
    assert.equal(page.url(), home().address);
  });

  it("is not filtered where a link leads to it", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByLabel("Filter").fill("holi");
    await page.getByRole("link", { name: "Holiday 2026" }).click();
    await page.getByRole("navigation").getByRole("link").first().click();
    await says(page, "3 folders, 14 files");
    assert.equal(await page.getByLabel("Filter").inputValue(), "");
  });
});
