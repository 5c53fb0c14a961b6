import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

const browser = ownBrowser();
const home = ownHome();

/** How much brighter the one of what a field says and what it says that on is than the other (WCAG 1.4.3). */
function placeholderContrast(page: Page): Promise<number> {
  return page.locator("#filter").evaluate((field) => {
    const hint = getComputedStyle(field, "::placeholder");
    const luminance = (colour: string): number => {
      const [red = NaN, green = NaN, blue = NaN] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const light = Number(part) / 255;
        return light <= 0.04045 ? light / 12.92 : ((light + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [hinted, ground] = [luminance(hint.color), luminance(getComputedStyle(field).backgroundColor)];
    const ratio = (Math.max(hinted, ground) + 0.05) / (Math.min(hinted, ground) + 0.05);
    return hint.opacity === "1" ? ratio : 0; // what shines through is not worked out
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  it(`what the filter is for can be read, ${colorScheme}`, async () => {
    await using opened = await visit(browser(), home().address, { colorScheme });
    const contrast = await placeholderContrast(opened.page);
    assert.ok(contrast >= 4.5, `${contrast.toFixed(2)} to 1`);
  });
}
