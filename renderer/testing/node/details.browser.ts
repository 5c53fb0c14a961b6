import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { ownBrowser } from "./own-browser.ts";
import { asked, focusedName } from "./page-asked.ts";
import { openDetails } from "./preparations.ts";

/** Chooses from the details' menu of what can be stopped. */
async function stop(page: Page, what: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("menuitem", { name: what }).click();
}

describe("the details of a request", () => {
  const browser = ownBrowser();

  it("are scrolled by Space, which does not pause the log behind them", async () => {
    const page = await browser().open("on");
    await openDetails(page);
    const body = page.getByRole("group", { name: "What happened" });
    await body.press("Space");
    await page.waitForFunction(() => (document.querySelector(".details-body")?.scrollTop ?? 0) > 50);
    assert.equal(await page.getByRole("button", { name: "Go on" }).count(), 0);
  });

  it("end it while it is under way, and keep the keyboard", async () => {
    const page = await browser().open("waiting");
    await page.evaluate(
      "window.simulation.begin({ target: '/film.mp4', status: 200, bytesSent: 5, bytesExpected: 9 })",
    );
    await page.getByRole("row", { name: /film/ }).click();
    await stop(page, /End this request/);
    await page.getByText("the owner has ended it").waitFor();
    assert.equal((await asked(page, "request:end")).length, 1);
    assert.equal((await focusedName(page)).trim(), "Stop");
    await page.keyboard.press("Enter");
    assert.ok(await page.getByRole("menuitem", { name: /End this request/ }).isDisabled());
  });

  it("block whoever asked, who is let in again there or beside the addresses", async () => {
    const page = await browser().open("waiting");
    await page.evaluate("for (const n of [3, 4, 5]) window.simulation.begin({ address: `192.168.1.${n}` })");
    for (const address of ["192.168.1.3", "192.168.1.4", "192.168.1.5"]) {
      await page.getByRole("row", { name: address }).click();
      await stop(page, `Block ${address}`);
    }
    const list = page.getByRole("list", { name: "Blocked devices" });
    await stop(page, "Unblock 192.168.1.5");
    assert.deepEqual(await list.locator(".address-url").allTextContents(), ["192.168.1.3", "192.168.1.4"]);
    await page.getByRole("button", { name: /^Devices/ }).click();
    const marks = page.getByRole("menuitem").getByText("· blocked");
    await marks.first().waitFor();
    assert.equal(await marks.count(), 2);
    await page.keyboard.press("Escape");
    await list.getByRole("button", { name: "Unblock 192.168.1.3" }).press("Enter");
    await page.waitForFunction(() => document.activeElement?.ariaLabel === "Unblock 192.168.1.4");
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "detached" });
    assert.equal(await focusedName(page), "Share this folder");
    assert.deepEqual(await asked(page, "device:unblock"), [["192.168.1.5"], ["192.168.1.3"], ["192.168.1.4"]]);
  });

  it("say why a device cannot be blocked", async () => {
    const page = await browser().open("waiting");
    await page.evaluate("window.simulation.begin({ address: '192.168.1.3' })");
    await page.evaluate("window.simulation.problems['device:block'] = { what: 'That is us.', remedy: 'Leave it.' }");
    await page.getByRole("row", { name: "192.168.1.3" }).click();
    await stop(page, "Block 192.168.1.3");
    await page.getByRole("alert").getByText("That is us.").waitFor();
    assert.equal(await page.getByRole("list", { name: "Blocked devices" }).count(), 0);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
