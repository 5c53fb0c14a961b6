import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { get, launchSharing, lightState, shownUrl } from "./scene.ts";

describe("the menu", () => {
  it("turns the light off and on, finds, and helps", async () => {
    await using run = await launchSharing();
    const { page } = run;
    await run.clickMenu("toggle-sharing");
    await lightState(page, "Off").waitFor();
    await run.clickMenu("toggle-sharing");
    await lightState(page, "On").waitFor();
    await get(`${await shownUrl(page)}hello.txt`);
    await run.clickMenu("find-in-log");
    await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
    await run.clickMenu("show-help");
    await page.getByRole("dialog", { name: "Others cannot connect?" }).waitFor();
  });

  it("says which versions these are", async () => {
    await using run = await launchSharing();
    const said = await run.app.evaluate(({ dialog, Menu }) => {
      return new Promise<string>((resolve) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          const { message, detail } = args.at(-1) as { message: string; detail: string };
          resolve(`${message}\n${detail}`);
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
        Menu.getApplicationMenu()?.getMenuItemById("about")?.click();
      });
    });
    assert.match(said, /^Porchlight \d+\.\d+\.\d+\n[^]*Electron [\d.]+, Chromium [\d.]+, Node\.js [\d.]+[^]*MIT/);
  });
});
