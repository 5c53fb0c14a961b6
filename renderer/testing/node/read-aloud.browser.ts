import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { allDrawn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { unfold } from "./preparations.ts";

describe("what is read aloud", () => {
  const browser = ownBrowser();

  it("keeps apart what stands side by side", async () => {
    const page = await browser().open("on");
    await allDrawn(page);
    const grid = page.getByRole("grid");
    await grid
      .getByRole("gridcell", { name: /^200 OK$/ })
      .first()
      .waitFor();
    await grid.press("End");
    await page.keyboard.press("Enter");
    const head = page.getByRole("region", { name: "Head received" });
    await head.getByText("Host").waitFor();
    assert.match(await head.ariaSnapshot(), /paragraph: "?Host: \S/);
  });

  it("says the share's addresses in one piece, though they may be broken to be seen", async () => {
    const page = await browser().open("on");
    await allDrawn(page);
    const addresses = await page.getByRole("list", { name: "Addresses" }).ariaSnapshot();
    assert.match(addresses, /paragraph: "?192\.168\.1\.7:8080/);
    assert.match(addresses, /paragraph: "?\[fd12:3456:789a::7\]:8080/);
  });

  it("says of a warning how often it holds", async () => {
    const page = await browser().open("first-run");
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByRole("switch").click();
    const counted = page.getByRole("dialog").locator(".warning-heading:has(.count)");
    await counted.first().waitFor();
    assert.match(await counted.first().ariaSnapshot(), /[a-z] \d+"?$/);
  });

  it("tells what was done to the log, once, and nothing of the requests that come", async () => {
    const page = await browser().open("on");
    await allDrawn(page);
    const news = page.getByRole("region", { name: "Request log" }).locator("[role=status]:not([aria-live=off])").last();
    const isSaid = (words: string) => news.filter({ hasText: words }).waitFor({ state: "attached" });
    await page.getByLabel("Filter requests").fill("status:4xx ");
    await isSaid("66 requests fit, of 242.");
    await page.evaluate("window.simulation.traffic(300)");
    await page.getByText(/of 542$/).waitFor();
    assert.equal(await news.textContent(), "66 requests fit, of 242.");
    await page.getByLabel("Filter requests").fill("unheard-of ");
    await isSaid("None of 542 requests fits.");
    await page.getByRole("button", { name: "Show everything" }).first().click();
    await isSaid("All requests are shown, 542 in all.");
    await page.getByRole("grid").press("Space");
    await isSaid("Paused.");
    await page.getByRole("grid").press("Space");
    await isSaid("Going on.");
    await page.getByRole("button", { name: "Clear what has ended" }).click();
    await isSaid("What had ended is removed.");
  });

  it("leads by headings to each part of the window, none of them below one that is not there", async () => {
    const page = await browser().open("on");
    await allDrawn(page);
    await page.getByRole("grid").press("End");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Request details" }).waitFor();
    const levels = await page.getByRole("heading").evaluateAll((all) => all.map(({ tagName }) => tagName));
    assert.deepEqual(levels, ["H1", "H2", "H2", "H2", "H2", "H3", "H4", "H4", "H4"]);
    for (const name of ["Now", "Request log"])
      await page.getByRole("region", { name }).and(page.locator("section")).waitFor();
  });

  it("says beside the note how much more it may hold, once that is little", async () => {
    const page = await browser().open("off");
    await unfold(page);
    const note = page.getByLabel("A note for visitors");
    await note.fill("x".repeat(9_990));
    const told = await note.evaluate((field) =>
      (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent),
    );
    assert.equal(told.at(-1), "10 characters are left.");
  });
});
