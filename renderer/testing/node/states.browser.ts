import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { scenarios } from "../scenarios.ts";
import { axeFindings, axeFindingsInBothThemes } from "./axe.ts";
import { allDrawn, drawn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";

/** Things that are open over the window, whatever is in the log; each ends when that is there. */
const openings: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "the settings": (page) => open(page, "Settings", "dialog"),
  "the help for others": (page) => open(page, "Others cannot connect?", "dialog"),
  "the large code": (page) => open(page, "Show the QR code large", "dialog"),
  "the filter's help": (page) => open(page, "Help with filters", "dialog"),
  "the recent folders": (page) => open(page, "Recent folders", "menu"),
};

/** Things that are open over the log, or beside it. */
const openingsOfTheLog: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "the suggestions": async (page) => {
    await page.getByLabel("Filter requests").pressSequentially("sta");
    await page.getByRole("option").first().waitFor();
  },
  "a filter's problem": async (page) => {
    await page.getByLabel("Filter requests").fill("status:abc ");
    await page.locator("#filter-problem").waitFor();
  },
  "a filter that hides all": async (page) => {
    await page.getByLabel("Filter requests").fill("unheard-of ");
    await page.getByText("No request fits this filter").waitFor();
  },
  "the export": (page) => open(page, "Export", "menu"),
  "the devices": (page) => open(page, /^Devices/, "menu"),
  "the details": async (page) => {
    await page.getByRole("grid").press("End");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Request details" }).getByText("Host").waitFor();
  },
  "a blocked device": async (page) => {
    await page.getByRole("grid").press("End");
    await page.keyboard.press("Enter");
    await open(page, "Stop", "menu");
    await page.getByRole("menuitem", { name: /^Block/ }).click();
    await page.getByRole("list", { name: "Blocked devices" }).waitFor();
    await open(page, "Stop", "menu");
  },
};

async function open(page: Page, name: string | RegExp, role: "dialog" | "menu"): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByRole(role).first().waitFor();
}

async function assertNoFindings(page: Page): Promise<void> {
  await drawn(page);
  assert.deepEqual(await axeFindingsInBothThemes(page), []);
}

describe("the window, looked at by axe by day and by night", { concurrency: true }, () => {
  describe("as it stands", { concurrency: 1 }, () => {
    const browser = ownBrowser();

    for (const scenario of scenarios) {
      it(`has no fault in the state "${scenario}"`, async () => {
        const page = await browser().open(scenario);
        if (scenario === "live") await page.locator("[role=row][id]").first().waitFor();
        else await allDrawn(page);
        await assertNoFindings(page);
      });
    }

    it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
  });

  describe("with something open", { concurrency: 1 }, () => {
    const browser = ownBrowser();

    for (const [name, openIt] of Object.entries(openings)) {
      it(`has no fault with ${name} open`, async () => {
        const page = await browser().open("waiting");
        await openIt(page);
        await assertNoFindings(page);
      });
    }

    for (const [name, openIt] of Object.entries(openingsOfTheLog)) {
      it(`has no fault with ${name} open`, async () => {
        const page = await browser().open("on");
        await allDrawn(page);
        await openIt(page);
        await assertNoFindings(page);
      });
    }

    it("has no fault where visitors may do all there is", async () => {
      const page = await browser().open("generous-off");
      await page.getByRole("button", { name: /^What visitors may do/ }).click();
      await page.getByLabel("Disk space to keep free").fill("much");
      await assertNoFindings(page);
    });

    it("has no fault in the details of a file that was sent", async () => {
      const page = await browser().open("generous");
      await page
        .getByRole("row", { name: /IMG_2041/ })
        .last()
        .click();
      await page.getByRole("region", { name: "Request details" }).getByText("Host").waitFor();
      await assertNoFindings(page);
    });

    it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
  });
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

  it("says what a button does that is an icon", async () => {
    const page = await browser().open("on");
    await page.getByLabel("Filter requests").fill("x");
    for (const button of await page.locator("button[aria-label]:has(> svg)").filter({ visible: true }).all()) {
      const name = (await button.getAttribute("aria-label")) ?? "";
      if ((await button.getAttribute("title")) === name) continue;
      await button.hover();
      await page.locator(".hint").getByText(name).waitFor();
    }
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
