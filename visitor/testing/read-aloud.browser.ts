import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { saidFromNow } from "./said.ts";

const browser = ownBrowser();
const home = ownHome();

/** What Chromium tells a screen reader that the elements of a role are called, in the page's order. */
async function namesOf(page: Page, role: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes.filter((node) => !node.ignored && node.role?.value === role).map(({ name }) => String(name?.value));
}

describe("what is read aloud", () => {
  it("says of an entry that it is a folder, after its name: a picture does not", async () => {
    for (const javaScriptEnabled of [true, false]) {
      await using opened = await visit(browser(), home().address, { javaScriptEnabled });
      const names = await namesOf(opened.page, "link");
      const isThere = (name: string) => assert.ok(names.includes(name), `${name} is not in ${names.join("; ")}`);
      for (const name of ["Holiday 2026 (folder)", "مستندات (folder)", "notes.txt"]) isThere(name);
    }
  });

  it("calls a row by its name alone, though there is also a box in its head", async () => {
    for (const javaScriptEnabled of [true, false]) {
      await using opened = await visit(browser(), home().address, { javaScriptEnabled });
      const heads = await namesOf(opened.page, "rowheader");
      assert.deepEqual(heads.slice(0, 4), ["Holiday 2026 (folder)", "Music (folder)", "مستندات (folder)", "app.ts"]);
    }
  });

  it("gives each cell its column, on a phone as well: one that is empty has a place among them", async () => {
    for (const device of Object.values(devices)) {
      await using opened = await visit(browser(), home().address, device);
      const row = opened.page.getByRole("row", { name: /Holiday 2026/ });
      assert.equal(await row.getByRole("cell").count(), 2);
    }
  });

  it("says how much is selected from the first on, once, where one can go to it behind the list", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const status = page.locator("#entries ~ [role=status]");
    assert.equal(
      await status.evaluate((place) => place.checkVisibility()),
      true,
      "a place that comes later is not heard",
    );
    const isSaid = await saidFromNow(status, "1 selected");
    await page.getByRole("checkbox", { name: "Select Music" }).check();
    await isSaid();
    const snapshot = await page.getByRole("main").ariaSnapshot();
    assert.match(snapshot, /status: 1 selected\n\s*- region "Selection":\n\s*- button "Select all that are shown"/);
    const isOver = await saidFromNow(status, "Nothing is selected.");
    await page.getByRole("button", { name: "Select nothing" }).click();
    await isOver();
  });

  it("names the text of a preview, which has the focus: keys scroll it", async () => {
    await using opened = await visit(browser(), `${home().address}#notes.txt`);
    const text = opened.page.getByRole("group", { name: "notes.txt" });
    await text.and(opened.page.locator(":focus")).waitFor();
    assert.match(await text.innerText(), /^First line\nSecond line/);
  });
});
