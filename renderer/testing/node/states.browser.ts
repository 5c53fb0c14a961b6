import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { scenarios } from "../scenarios.ts";
import { axeFindings } from "./axe.ts";
import { ownBrowser } from "./own-browser.ts";

const settled = 500;

/** Things that are open over the window, or beside the log. */
const openings: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "the settings": (page) => page.getByRole("button", { name: "Settings" }).click(),
  "the help for others": (page) => page.getByRole("button", { name: "Others cannot connect?" }).click(),
  "the large code": (page) => page.getByRole("button", { name: "Show the QR code large" }).click(),
  "the filter's help": (page) => page.getByRole("button", { name: "Help with filters" }).click(),
  "the suggestions": (page) => page.getByLabel("Filter requests").pressSequentially("sta"),
  "a filter's problem": (page) => page.getByLabel("Filter requests").fill("status:abc "),
  "a filter that hides all": (page) => page.getByLabel("Filter requests").fill("unheard-of "),
  "the export": (page) => page.getByRole("button", { name: "Export" }).click(),
  "the recent folders": (page) => page.getByRole("button", { name: "Recent folders" }).click(),
  "the devices": (page) => page.getByRole("button", { name: /^Devices/ }).click(),
  "the details": async (page) => {
    await page.getByRole("grid").press("End");
    await page.keyboard.press("Enter");
  },
};

async function assertNoFindings(page: Page): Promise<void> {
  await page.waitForTimeout(settled);
  assert.deepEqual(await axeFindings(page), []);
}

describe("the window, looked at by axe", { concurrency: true }, () => {
  for (const theme of ["light", "dark"] as const) {
    describe(theme, { concurrency: 1 }, () => {
      const browser = ownBrowser();

      for (const scenario of scenarios) {
        it(`has no fault in the state "${scenario}"`, async () => {
          await assertNoFindings(await browser().open(scenario, { theme }));
        });
      }

      for (const [name, open] of Object.entries(openings)) {
        it(`has no fault with ${name} open`, async () => {
          const page = await browser().open("on", { theme });
          await page
            .getByRole("row", { name: /garden/ })
            .first()
            .waitFor();
          await open(page);
          await assertNoFindings(page);
        });
      }

      it("has no fault where visitors may do all there is", async () => {
        const page = await browser().open("generous-off", { theme });
        await page.getByRole("button", { name: /^What visitors may do/ }).click();
        await page.getByLabel("Disk space to keep free").fill("much");
        await assertNoFindings(page);
      });

      it("has no fault in the details of a file that was sent", async () => {
        const page = await browser().open("generous", { theme });
        await page
          .getByRole("row", { name: /IMG_2041/ })
          .last()
          .click();
        await assertNoFindings(page);
      });

      it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
    });
  }
});

describe("the window, narrow and still", () => {
  const browser = ownBrowser();

  it("has no fault before a folder is shared", async () => {
    const page = await browser().open("first-run");
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByRole("switch", { name: "Share this folder" }).click();
    await page.getByRole("button", { name: "Turn the light on" }).waitFor();
    assert.deepEqual(await axeFindings(page), []);
  });

  it("fits into 720 by 520, on either side", async () => {
    const page = await browser().open("on", { width: 720, height: 520 });
    for (const side of ["Share", /^Requests/]) {
      await page.getByRole("button", { name: side }).first().click();
      assert.deepEqual(await axeFindings(page), []);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0);
    }
  });

  it("fits into 720 by 520 with all that visitors may do", async () => {
    const page = await browser().open("generous-off", { width: 720, height: 520 });
    await page.getByRole("button", { name: /^What visitors may do/ }).click();
    await page.getByLabel("A note for visitors").scrollIntoViewIfNeeded();
    assert.deepEqual(await axeFindings(page), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0);
  });

  it("moves nothing where motion is not wanted", async () => {
    for (const reducedMotion of [true, false]) {
      const page = await browser().open("starting", { reducedMotion });
      const running = await page.evaluate(() => document.getAnimations().length);
      assert.equal(running > 0, !reducedMotion);
    }
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
