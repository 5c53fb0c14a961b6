import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

/** Of half a million characters each, but for the last ones. */
const texts = {
  "one line.json": `${'{"name":"some words 💡","value":12345},'.repeat(12_000)}[the end]\n`,
  "no gap.txt": `${"x".repeat(500_000)} the end\n`,
  "short lines.txt": `${"A short line.\n".repeat(35_000)}\n\n  the end\n`,
  "one line of another way.txt": "שלום ".repeat(300) + "some words ".repeat(1000),
  "ways.txt": "some words\nשלום\n123\n",
};

const browser = ownBrowser();
const home = ownHome(async (folder) => {
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
});

async function open(page: Page, name: keyof typeof texts): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await page.locator(".stage .piece").first().waitFor();
}

const nextFrame = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

/** Which pieces are laid out from now on. */
async function watchPieces(page: Page): Promise<(index: "first" | "middle" | "last") => Promise<boolean>> {
  const seen = await page.evaluateHandle(() => {
    const shown = new Set<EventTarget | null>();
    document.addEventListener("contentvisibilityautostatechange", (event) => {
      if (event instanceof ContentVisibilityAutoStateChangeEvent && !event.skipped) shown.add(event.target);
    });
    return shown;
  });
  return (index) =>
    seen.evaluate((shown, which) => {
      const all = [...document.querySelectorAll(".piece")];
      const at = { first: 0, middle: all.length >> 1, last: all.length - 1 }[which];
      return shown.has(all[at] ?? null);
    }, index);
}

describe("a long text", () => {
  for (const name of ["one line.json", "no gap.txt", "short lines.txt"] as const) {
    it(`is laid out where it is in view: ${name}`, async () => {
      await using opened = await visit(browser(), home().address);
      const { page } = opened;
      const isLaidOut = await watchPieces(page);
      await open(page, name);
      while (!(await isLaidOut("first"))) await nextFrame(page);
      assert.equal(await isLaidOut("last"), false);
      await page.locator(".stage pre").press("End");
      while (!(await isLaidOut("last"))) await nextFrame(page);
      assert.equal(await isLaidOut("middle"), false);
      await page.waitForFunction(() => {
        const { scrollTop, clientHeight, scrollHeight } = document.querySelector(".stage pre") ?? document.body;
        return scrollTop + clientHeight >= scrollHeight - 1; // one jump leads to the end
      });
      assert.deepEqual(opened.problems, []);
    });

    it(`is found and copied as it is in the file: ${name}`, async () => {
      await using opened = await visit(browser(), home().address);
      const { page } = opened;
      await page.context().grantPermissions(["clipboard-read"]);
      await open(page, name);
      assert.equal(
        await page.evaluate(() => (window as unknown as { find(text: string): boolean }).find("the end")),
        true,
      );
      await page.locator(".stage pre").evaluate((content) => getSelection()?.selectAllChildren(content));
      await page.keyboard.press("ControlOrMeta+c");
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      // Chromium leaves the end of the last line out of what it copies
      assert.ok(`${copied}\n` === texts[name], `${copied.length} characters`);
    });
  }

  it("goes the way of its line, however far into it", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await open(page, "one line of another way.txt");
    const ways = await page
      .locator(".piece")
      .evaluateAll((all) => all.map((piece) => [piece.textContent.slice(0, 4), getComputedStyle(piece).direction]));
    assert.deepEqual(
      [ways[0], ways.at(-1)],
      [
        ["שלום", "rtl"],
        ["word", "rtl"],
      ],
    );
  });

  it("has lines that go their own ways", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await open(page, "ways.txt");
    const starts = await page.locator(".piece").evaluate((piece) => {
      const box = piece.getBoundingClientRect();
      return [...piece.textContent.matchAll(/.+/g)].map(({ index, 0: line }) => {
        const range = document.createRange();
        range.setStart(piece.firstChild ?? piece, index);
        range.setEnd(piece.firstChild ?? piece, index + line.length);
        const { left, right } = range.getBoundingClientRect();
        return left === box.left ? "left" : right === box.right ? "right" : "neither";
      });
    });
    assert.deepEqual(starts, ["left", "right", "left"]);
  });
});
