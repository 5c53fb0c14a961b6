import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { Scenario } from "../scenarios.ts";
import { ownBrowser } from "./own-browser.ts";

describe("where the system forces its colours on every page", () => {
  const browser = ownBrowser();

  async function open(scenario: Scenario): Promise<Page> {
    const page = await browser().open(scenario);
    await page.emulateMedia({ forcedColors: "active" });
    return page;
  }

  const groundOf = (element: Locator): Promise<string> =>
    element.evaluate((shown) => getComputedStyle(shown).backgroundColor);

  async function assertTold(one: Locator, other: Locator): Promise<void> {
    assert.notEqual(await groundOf(one), await groundOf(other), "both look the same");
  }

  it("a choice that is made does not look like the others", async () => {
    const page = await open("off");
    await assertTold(page.locator(".radio[data-checked]"), page.locator(".radio[data-unchecked]"));
    await assertTold(page.locator(".radio[data-checked]"), page.locator(".radio-mark"));
  });

  it("a switch that is on does not look like one that is off", async () => {
    const page = await open("off");
    await page.getByRole("button", { name: "Settings" }).click();
    const switches = page.locator(".modal .switch");
    await assertTold(switches.and(page.locator("[data-checked]")).first(), switches.first());
    await assertTold(switches.first(), switches.first().locator(".switch-thumb"));
  });

  it("the request that is selected stands out, and how far another one is can be seen", async () => {
    const page = await open("on");
    await page.getByRole("grid").press("End");
    await assertTold(page.locator("[role=row][aria-selected=true]"), page.locator("[role=row][id]").first());
    const active = page.locator("[role=row][aria-selected=false] [data-outcome=active]");
    await assertTold(active.locator(".progress-fill"), active.locator(".progress-bar"));
  });

  it("the item of a menu that the keyboard is at stands out", async () => {
    const page = await open("off");
    await page.getByRole("button", { name: "Recent folders" }).press("Enter");
    await assertTold(page.locator(".menu-item[data-highlighted]"), page.locator(".menu"));
  });

  it("a button that is pressed, or whose menu is open, has none of ours while it is pointed at", async () => {
    const page = await open("on");
    const highlight = await groundOf(page.locator("[aria-pressed=true]").first());
    for (const name of ["Export", "Pause"]) {
      await page.getByRole("button", { name }).click();
      const pressed = page.locator(".log-toolbar .button[data-pressed]");
      await pressed.hover();
      assert.equal(await groundOf(pressed), highlight);
      await page.keyboard.press("Escape");
    }
  });

  it("the side of a narrow window that is shown is marked", async () => {
    const page = await open("on");
    await page.setViewportSize({ width: 720, height: 520 });
    await assertTold(page.locator(".side[data-pressed]"), page.locator(".sides"));
  });

  it("kept to its content security policy, and raised no error", async () => {
    await (await browser().open("off")).emulateMedia({ forcedColors: "none" });
    assert.deepEqual(browser().complaints, []);
  });
});
