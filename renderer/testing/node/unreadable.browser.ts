import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ownBrowser } from "./own-browser.ts";
import { asked } from "./page-asked.ts";

describe("a request that nothing could be read of", () => {
  const browser = ownBrowser();

  it("is named in words, and leaves what was copied before alone", async () => {
    const page = await browser().open("waiting");
    const unread = { method: "", target: "", status: 400, outcome: "refused", reason: "not an HTTP request" };
    await page.evaluate(`window.simulation.begin(${JSON.stringify(unread)})`);
    await page.getByRole("row", { name: /Bad request/ }).click();
    await page.getByRole("heading", { name: "Unreadable request" }).waitFor();
    await page.getByRole("grid").press("Control+c");
    await page.getByRole("status").getByText("Not copied: this request has no address.").waitFor();
    assert.deepEqual(await asked(page, "clipboard:write"), []);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
