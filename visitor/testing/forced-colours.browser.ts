import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { fillHome, shareNew } from "./shared-folder.ts";

const browser = ownBrowser();
const home = ownHome();

/** The colour that a picture beside an element's words is drawn in, and the one that it stands on. */
function coloursOf(element: Locator, pseudo: "::before" | "::after"): Promise<readonly string[]> {
  return element.evaluate((on, part) => {
    const canvas = document.createElement("p");
    canvas.style.backgroundColor = "Canvas";
    document.body.append(canvas);
    return [getComputedStyle(on, part).backgroundColor, getComputedStyle(canvas).backgroundColor];
  }, pseudo);
}

for (const colorScheme of ["light", "dark"] as const) {
  describe(`with the colours that a visitor's system forces on pages, ${colorScheme}`, () => {
    const options = { forcedColors: "active", colorScheme } as const;

    it("pictures of buttons, files and the order are seen", async () => {
      await using opened = await visit(browser(), `${home().address}#notes.txt`, options);
      const { page } = opened;
      const seen = async (selector: string, pseudo: "::before" | "::after" = "::before") => {
        const [picture, canvas] = await coloursOf(page.locator(selector).first(), pseudo);
        assert.notEqual(picture, canvas, selector);
      };
      for (const selector of ["#view", "a.download", ".preview .close", ".preview .next"]) await seen(selector);
      for (const selector of ["tr.folder a", "tr.text a"]) await seen(selector);
      await seen("[aria-sort] button", "::after");
      await page.locator(".preview .close").click();
      await page.locator("#link").click();
      await seen(".link-dialog > .link");
    });

    it("the place that takes files is seen to take what is dragged over the page", async () => {
      await using shared = await shareNew(fillHome, { uploads: { diskBytesToLeave: 0 } });
      await using opened = await visit(browser(), shared.address, options);
      const { page } = opened;
      const edge = () => page.locator(".send").evaluate((place) => getComputedStyle(place).borderTopColor);
      const before = await edge();
      const files = await page.evaluateHandle(() => {
        const dragged = new DataTransfer();
        dragged.items.add(new File(["x"], "a.txt"));
        return dragged;
      });
      await page.dispatchEvent("body", "dragover", { dataTransfer: files });
      assert.notEqual(await edge(), before);
    });

    it("a button that is pressed is filled", async () => {
      await using opened = await visit(browser(), home().address, options);
      const { page } = opened;
      const fill = () => page.locator("#view").evaluate((button) => getComputedStyle(button).backgroundColor);
      const before = await fill();
      await page.locator("#view").click();
      assert.notEqual(await fill(), before);
    });
  });
}
