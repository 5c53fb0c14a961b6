import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { allDrawn, drawn, rowsIn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";

describe("the times of the log, when the computer comes into another time zone", () => {
  const browser = ownBrowser();

  it("are told anew, in the details as well, though nobody asks for anything", { timeout: 30_000 }, async () => {
    const page = await browser().open("on");
    const devtools = await page.context().newCDPSession(page);
    const goTo = (timezoneId: string) => devtools.send("Emulation.setTimezoneOverride", { timezoneId });
    await goTo("Asia/Tokyo");
    await page.reload();
    await allDrawn(page);
    const grid = page.getByRole("grid");
    for (const key of ["End", "Enter"]) await grid.press(key);
    const details = page.getByRole("region", { name: "Request details" });
    await details.waitFor();
    const cameAt = details.locator(".fact", { hasText: "Came at" }).locator("dd");
    const hours = async () => {
      const times = [...(await rowsIn(page).locator(".cell-time").allTextContents()), await cameAt.innerText()];
      return times.map((time) => Number(time.slice(0, 2)));
    };
    const inTokyo = await hours();
    assert.ok(inTokyo.length > 5);
    await goTo("UTC");
    const inUtc = inTokyo.map((hour) => (hour + 15) % 24);
    while (String(await hours()) !== String(inUtc)) await drawn(page); // the test's time ends it
    await goTo("");
  });

  it("are told anew also where the other zone has the same time today, and had another one then", async () => {
    const page = await browser().open("waiting");
    const devtools = await page.context().newCDPSession(page);
    const goTo = (timezoneId: string) => devtools.send("Emulation.setTimezoneOverride", { timezoneId });
    await goTo("Europe/Moscow"); // four hours before UTC in 2013, three since
    await page.reload();
    await page.getByText("Waiting for a visitor").waitFor();
    await page.evaluate("window.simulation.begin({ time: Date.UTC(2013, 0, 15, 12), outcome: 'complete' })");
    const time = rowsIn(page).locator(".cell-time");
    await time.getByText("16:00:00").waitFor();
    await goTo("Europe/Istanbul"); // two then, three since
    await time.getByText("14:00:00").waitFor();
    await goTo("");
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
