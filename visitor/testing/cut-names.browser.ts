import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { it } from "node:test";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

const short = "a.txt";
const long = "a film whose name is far too long for the two lines that it has below its picture, 2026.txt";
const browser = ownBrowser();
const home = ownHome(async (folder) => {
  for (const name of [short, long]) await writeFile(path.join(folder, name), "x");
});

it("a name that the grid cuts is told to a mouse, one that is whole is not", async () => {
  await using opened = await visit(browser(), home().address);
  const { page } = opened;
  const link = (name: string) => page.getByRole("link", { name, exact: true });
  await page.locator("html.ready").waitFor();
  await link(long).hover();
  assert.equal(await link(long).getAttribute("title"), null);
  await page.getByRole("button", { name: "Show as pictures" }).click();
  for (const name of [short, long]) await link(name).hover();
  assert.equal(await link(long).getAttribute("title"), long);
  assert.equal(await link(short).getAttribute("title"), null);
});
