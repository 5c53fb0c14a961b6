import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

const browser = ownBrowser();
const home = ownHome(undefined, { uploads: { diskBytesToLeave: 0 } });

describe("in WebKit", () => {
  it("rows are moved fast: their boxes belong to no form, which looks for the place of each", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("link", { name: "Size", exact: true }).click();
    await page.waitForFunction(
      () => document.querySelector("tbody tr:not(.folder) bdi")?.textContent === "archive.zip",
    );
    const owned = () =>
      page.locator("tbody input").evaluateAll((all) => all.filter((box) => (box as HTMLInputElement).form));
    assert.deepEqual(await owned(), []);
  });
});

describe("where a style sheet cannot ask whether there is script", () => {
  it("the button that works without it goes", async () => {
    const context = await browser().newContext();
    await context.route("**/*.css", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll("scripting:", "unknown:") });
    });
    const page = await context.newPage();
    await page.goto(home().address);
    await page.locator("html.ready").waitFor();
    assert.equal(await page.getByRole("button", { name: "Download selected" }).isVisible(), false);
    await context.close();
  });
});
