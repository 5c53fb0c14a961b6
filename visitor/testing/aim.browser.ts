import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

const browser = ownBrowser();
const home = ownHome();

/** Pixels that a place must be wide and high to be hit by a hand that trembles (WCAG 2.5.8). */
const target = 24;

describe("the box of an entry", () => {
  for (const [name, device] of Object.entries(devices)) {
    for (const view of ["list", "grid"]) {
      it(`is ticked also by who misses it a little, and the entry stays closed: ${view}, on a ${name}`, async () => {
        await using opened = await visit(browser(), home().address, device);
        const { page } = opened;
        if (view === "grid") await page.locator("#view").click();
        if (await page.locator("#select").isVisible()) {
          await page.locator("#select").click();
        }
        const box = page.getByRole("checkbox", { name: "Select Music" });
        const { x, y, width, height } = (await box.boundingBox()) ?? assert.fail("it is not there");
        const [middleX, middleY] = [x + width / 2, y + height / 2];
        const hit = (across: number, down: number) =>
          page.evaluate((at) => document.elementFromPoint(...at)?.ariaLabel, [
            middleX + across,
            middleY + down,
          ] as const);
        const away = target / 2 - 0.5;
        for (const [across, down] of [
          [away, 0],
          [-away, 0],
          [0, away],
          [0, -away],
        ] as const) {
          assert.equal(await hit(across, down), "Select Music", `${across}, ${down}`);
        }
        await page.mouse.click(middleX + away, middleY);
        assert.ok(await box.isChecked());
        assert.equal(await page.locator(".preview[open]").count(), 0);
      });
    }
  }

  for (const [name, device] of Object.entries(devices)) {
    it(`stands at the height of the entry's name, on a ${name}`, async () => {
      await using opened = await visit(browser(), home().address, { ...device, javaScriptEnabled: false });
      const parts = opened.page.locator("tbody th").first().locator("input, bdi");
      const [box = NaN, words = NaN] = await parts.evaluateAll((all) =>
        all.map((part) => part.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2),
      );
      assert.ok(Math.abs(box - words) <= 1, `${box} and ${words}`);
    });
  }
});

it("what is wrong with an address stands where the way to it begins", async () => {
  await using opened = await visit(browser(), `${home().address}missing/`);
  const lefts = await opened.page.locator(".crumbs a, .problem").evaluateAll((parts) =>
    parts.map((part) => {
      const text = document.createRange();
      text.selectNodeContents(part);
      return Math.round(text.getBoundingClientRect().left);
    }),
  );
  assert.deepEqual(lefts, [lefts[0], lefts[0]]);
});
