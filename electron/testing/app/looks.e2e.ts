import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { describe, it } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { freePort } from "../../../server/testing/free-port.ts";
import { launch } from "../driver.ts";
import {
  get,
  launchSharing,
  lightState,
  lightSwitch,
  makeFolder,
  rememberedFolder,
  requestRow,
  shownUrl,
} from "./scene.ts";

type Finding = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** Fails with what axe finds on the page as it stands, once nothing that moves is on its way between two colours. */
async function assertAccessible(page: Page, state: string): Promise<void> {
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
  await page.evaluate(axe.source);
  const findings = await page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await inPage.run()).violations;
  });
  assert.deepEqual(
    findings.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    [],
  );
}

for (const theme of ["light", "dark"] as const) {
  describe(`the ${theme} window`, () => {
    it("is accessible in every state", async () => {
      const folder = makeFolder({ "hello.txt": "hello", ".env": "SECRET=1" });
      const userData = rememberedFolder({ theme, port: await freePort() });
      await using run = await launch({ userData });
      const { page } = run;
      await page.getByText("Welcome to Porchlight").waitFor();
      await assertAccessible(page, "first run");

      await run.answerFolderDialog(folder);
      await page.getByRole("button", { name: "Choose a folder…" }).click();
      await page.getByText("The light is off").waitFor();
      await assertAccessible(page, "off");

      await lightSwitch(page).click();
      await page.getByRole("dialog").getByText("1 file", { exact: true }).waitFor();
      await assertAccessible(page, "preflight");
      await page.getByRole("dialog").getByRole("button", { name: "Turn the light on" }).click();
      await lightState(page, "On").waitFor();
      await page.getByText("Waiting for a visitor").waitFor();
      await assertAccessible(page, "on");

      const { port } = new URL(await shownUrl(page));
      await get(`http://127.0.0.1:${port}/hello.txt`);
      await get(`http://127.0.0.1:${port}/missing.txt`);
      await requestRow(page, "missing.txt").click();
      await page.getByRole("region", { name: "Request details" }).waitFor();
      await assertAccessible(page, "details");

      rmSync(folder, { recursive: true });
      await page.getByRole("alert").getByText("There is no folder").waitFor();
      await assertAccessible(page, "problem");
    });

    it("is worth its room when it is narrow", async () => {
      await using run = await launchSharing({ theme });
      const { app, page, url } = run;
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(720, 520));
      await get(`${url}hello.txt`);
      await page.waitForFunction(() => innerWidth <= 720);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`);
      await assertAccessible(page, "narrow");
    });
  });
}

describe("the keyboard alone", () => {
  /** Goes on with Tab until the focus is on what has this name. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      const words = await focused.evaluate(
        (element) => `${element.getAttribute("aria-label") ?? ""} ${element.textContent}`,
      );
      if (name.test(words)) return;
    }
    assert.fail(`Tab does not lead to ${String(name)}`);
  }

  it("leads from a folder to the details of a request", async () => {
    const folder = makeFolder();
    await using run = await launch({ userData: rememberedFolder({ folder, port: await freePort() }) });
    const { page } = run;
    await page.getByText("The light is off").waitFor();
    await tabTo(page, /Share this folder/);
    await page.keyboard.press("Space");
    await page.getByRole("dialog").getByText("1 file", { exact: true }).waitFor();
    await tabTo(page, /Turn the light on/);
    await page.keyboard.press("Enter");
    await lightState(page, "On").waitFor();
    const { port } = new URL(await shownUrl(page));
    await get(`http://127.0.0.1:${port}/hello.txt`);
    await requestRow(page, "hello.txt").waitFor();
    await tabTo(page, /Requests.*hello\.txt/);
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Request details" }).waitFor();
  });
});
