import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ownBrowser } from "./own-browser.ts";
import { openDetails } from "./preparations.ts";

describe("the details of a request", () => {
  const browser = ownBrowser();

  it("are scrolled by Space, which does not pause the log behind them", async () => {
    const page = await browser().open("on");
    await openDetails(page);
    const body = page.getByRole("group", { name: "What happened" });
    await body.press("Space");
    await page.waitForFunction(() => (document.querySelector(".details-body")?.scrollTop ?? 0) > 50);
    assert.equal(await page.getByRole("button", { name: "Go on" }).count(), 0);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
