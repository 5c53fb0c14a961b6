import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { drawn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { showLog } from "./preparations.ts";

/** Where all that one can press or type into stands in the toolbar, but for what the filter's own box has in it. */
function places(page: Page): Promise<readonly (readonly number[])[]> {
  return page.locator(".log-toolbar > .filter, .log-toolbar > button").evaluateAll((all) =>
    all.map((each) => {
      const { left, top, width, height } = each.getBoundingClientRect();
      return [left, top, width, height];
    }),
  );
}

describe("the log's toolbar", () => {
  const browser = ownBrowser();

  for (const width of [1280, 720, 400]) {
    it(`stays where it is when the log is paused, however many requests come meanwhile: ${width} wide`, async () => {
      const page = await browser().open("on", { width });
      if (width < 960) await showLog(page);
      await page.locator("[role=row][id]").first().waitFor();
      const before = await places(page);
      await page.evaluate("window.simulation.command('pause log')");
      await page.getByRole("button", { name: "Go on" }).waitFor();
      assert.deepEqual(await places(page), before, "paused");
      for (const [more, words] of [
        [7, "7 new"],
        [305, "312 new"],
        [11_688, "12,000 new"],
      ] as const) {
        await page.evaluate(`window.simulation.traffic(${more})`);
        await page.getByRole("button", { name: `Go on ${words}` }).waitFor();
        await drawn(page);
        assert.deepEqual(await places(page), before, words);
      }
      await page.evaluate("window.simulation.command('pause log')");
      await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
      assert.deepEqual(await places(page), before, "going on");
    });
  }

  it("has no button that is called other than before and pressed as well", async () => {
    const page = await browser().open("on");
    const button = page.getByRole("button", { name: "Pause", exact: true });
    await button.press("Enter");
    const other = page.getByRole("button", { name: "Go on" });
    await other.waitFor();
    assert.equal(await other.getAttribute("aria-pressed"), null);
    await other.and(page.locator(":focus")).waitFor();
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("the log's keys of one character", () => {
  const browser = ownBrowser();
  const paused = (page: Page) => page.locator(".pause[data-pressed]");

  it("do not pause a log that a narrow window does not show", async () => {
    const page = await browser().open("on", { width: 720, height: 520 });
    await page.keyboard.press("Space");
    await showLog(page);
    await drawn(page);
    assert.equal(await paused(page).count(), 0);
    await page.getByRole("grid").press("Space");
    await paused(page).waitFor();
  });

  it("pause it once however long Space is held, and not with Ctrl, Alt or Meta, which mean something else", async () => {
    const page = await browser().open("on");
    for (const key of ["Control+Space", "Alt+Space", "Meta+Space"]) {
      await page.getByRole("grid").press(key);
      await drawn(page);
      assert.equal(await paused(page).count(), 0, key);
    }
    for (let times = 0; times < 4; times++) {
      await page.keyboard.down("Space");
      await drawn(page);
    }
    await page.keyboard.up("Space");
    assert.equal(await paused(page).count(), 1);
  });

  it("leave it to the menu to pause a log that is not shown, which shows it", async () => {
    const page = await browser().open("on", { width: 720, height: 520 });
    await page.evaluate("window.simulation.command('pause log')");
    await paused(page).waitFor({ state: "visible" });
  });

  it("work in the log alone where that is wished, and Ctrl+F wherever one is", async () => {
    const page = await browser().open("on");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("switch", { name: "“/” and Space work in the whole window" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const filter = page.getByLabel("Filter requests").and(page.locator(":focus"));
    await page.getByRole("button", { name: "Settings" }).blur();
    await page.keyboard.press("Space");
    await page.keyboard.press("/");
    await drawn(page);
    assert.deepEqual([await paused(page).count(), await filter.count()], [0, 0]);
    await page.keyboard.press("Control+f");
    await filter.waitFor();
    await page.getByRole("grid").press("Space");
    await paused(page).waitFor();
    await page.getByRole("grid").press("/");
    await filter.waitFor();
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
