import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

const longNames = [
  "هذا اسم طويل جدا لملف من إجازة العائلة في الصيف الماضي مع الأصدقاء.txt",
  "a name that is far too long for the title of a preview on any phone.txt",
];

const browser = ownBrowser();
const home = ownHome(async (folder) => {
  for (const name of [...longNames, "שלום.txt"]) await writeFile(path.join(folder, name), "x");
});

/** Pixels from the title's left end to its first letter's, and from that to its right end. */
function placeOfFirst(page: Page): Promise<{ readonly left: number; readonly right: number }> {
  return page.locator("#preview-title").evaluate((title) => {
    const text = document.createTreeWalker(title, NodeFilter.SHOW_TEXT).nextNode();
    if (text === null) throw new Error("the title has no text");
    const first = document.createRange();
    first.setStart(text, 0);
    first.setEnd(text, 1);
    const [letter, box] = [first.getBoundingClientRect(), title.getBoundingClientRect()];
    return { left: Math.round(letter.left - box.left), right: Math.round(box.right - letter.right) };
  });
}

describe("a preview's title", () => {
  for (const name of longNames) {
    it(`shows the start of a name that is too long for it: ${name}`, async () => {
      await using opened = await visit(browser(), `${home().address}#${encodeURIComponent(name)}`, devices.phone);
      assert.equal(await opened.page.locator("#preview-title").textContent(), name);
      const { left, right } = await placeOfFirst(opened.page);
      assert.ok(left >= 0 && right >= 0, JSON.stringify({ left, right }));
    });
  }

  it("stands on the left where the name goes to the left as well", async () => {
    await using opened = await visit(browser(), `${home().address}#${encodeURIComponent("שלום.txt")}`, devices.phone);
    const { left, right } = await placeOfFirst(opened.page);
    assert.ok(left < right, JSON.stringify({ left, right }));
  });
});
