import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

const browser = ownBrowser();
const home = ownHome(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });

const many = 200;
const files = Array.from({ length: many }, (_, number) => ({
  name: `${number}.txt`,
  mimeType: "text/plain",
  buffer: Buffer.from("text"),
}));

/** Presses a button; how often the sum of what is sent was written anew for that. */
async function sumsAfter(button: HTMLElement): Promise<number> {
  let sums = 0;
  const watch = new MutationObserver((records) => (sums += records.length));
  watch.observe(document.querySelector(".send .sum") ?? document.body, { childList: true });
  button.click();
  await new Promise((resolve) => setTimeout(resolve));
  return sums;
}

describe("many files on their way", () => {
  it("are summed up a few times, and not once for each, when all of them are cancelled", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.route("**/*upload*", () => undefined); // never answered
    await page.locator('.send input[type="file"][multiple]').setInputFiles(files);
    const sums = await page.getByRole("button", { name: "Cancel all" }).evaluate(sumsAfter);
    assert.ok(sums > 0 && sums < many / 10, `${sums} sums`);
    assert.deepEqual(opened.problems, []);
  });
});
