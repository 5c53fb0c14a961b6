import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator } from "playwright-core";
import { ownBrowser } from "./own-browser.ts";
import { newBelow } from "./preparations.ts";

/** Waits until the keyboard is at this element. */
async function assertFocused(element: Locator): Promise<void> {
  await element.and(element.page().locator(":focus")).waitFor({ timeout: 5000 });
}

describe("where the keyboard is when the button that was pressed is gone", () => {
  const browser = ownBrowser();

  it("is the filter, when it was emptied", async () => {
    const page = await browser().open("on");
    const filter = page.getByLabel("Filter requests");
    const buttons = page.getByRole("button", { name: "Show everything" });
    for (const button of [buttons.first(), buttons.last()]) {
      await filter.fill("unheard-of ");
      await page.getByText("No request fits this filter").waitFor();
      await button.press("Enter");
      await buttons.last().waitFor({ state: "detached" });
      await assertFocused(filter);
    }
  });

  it("is the list, when it went to the end", async () => {
    const page = await browser().open("on");
    await page.getByRole("row", { name: "all.zip" }).waitFor();
    await newBelow(page);
    await page.getByRole("button", { name: /new/ }).press("Enter");
    await assertFocused(page.getByRole("grid"));
  });

  it("is the switch, when sharing is tried again", async () => {
    const page = await browser().open("problem");
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await assertFocused(page.getByRole("switch", { name: "Share this folder" }));
  });

  it("is the switch, when what is under way is stopped at once", async () => {
    const page = await browser().open("stopping");
    await page.getByRole("button", { name: "Stop at once" }).press("Enter");
    await page.getByText("Nobody can see this folder.").waitFor();
    await assertFocused(page.getByRole("switch", { name: "Share this folder" }));
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
