import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import type { Command } from "../../../electron/contract.ts";
import { drawn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { asked } from "./page-asked.ts";
import { countOn, drag, showLog, turnOn } from "./preparations.ts";

async function run(page: Page, ...commands: readonly Command[]): Promise<void> {
  for (const command of commands) await page.evaluate(`window.simulation.command('${command}')`);
  await drawn(page);
}

/** The log and the folder, which lie behind a dialog. */
const behind = ["pause log", "clear log", "export log", "find in log", "choose folder"] as const;

describe("what the menu asks for while a dialog stands over the window", () => {
  const browser = ownBrowser();

  for (const dialog of ["show settings", "show help"] as const) {
    it(`is not done to what lies behind it: ${dialog}`, async () => {
      const page = await browser().open("on");
      await page.getByText("242 requests").waitFor();
      await run(page, dialog);
      await page.getByRole("dialog").waitFor();
      await run(page, ...behind);
      assert.equal(await page.locator(".pause[data-pressed]").count(), 0, "paused");
      assert.equal(await page.getByText("242 requests").count(), 1, "cleared");
      assert.deepEqual(await asked(page, "log:export"), []);
      assert.deepEqual(await asked(page, "folder:choose"), []);
    });
  }

  it("turns the light off, whatever is read meanwhile", async () => {
    const page = await browser().open("on");
    await run(page, "show settings");
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await run(page, "toggle sharing");
    await page.getByText("Nobody can see this folder.").waitFor();
    assert.equal(await page.getByRole("dialog", { name: "Settings" }).count(), 1);
  });

  it("asks what has to be asked in the place of what was read", async () => {
    const page = await browser().open("off");
    await page.evaluate("window.simulation.settings = { ...window.simulation.settings, accepted: [] }");
    await page.evaluate("window.simulation.tell('settings:changed', window.simulation.settings)");
    await run(page, "show settings");
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await run(page, "toggle sharing");
    await page.getByRole("dialog", { name: /^Share “/ }).waitFor();
    await page.locator(".modal", { hasText: "Theme" }).waitFor({ state: "detached" }); // not only out of reach
  });

  it("shows settings and help in the place of the code", async () => {
    for (const [command, name] of [
      ["show settings", "Settings"],
      ["show help", "Others cannot connect?"],
    ] as const) {
      const page = await browser().open("waiting");
      await page.getByLabel("Show the QR code large").click();
      await page.getByRole("dialog", { name: "Point a camera at this" }).waitFor();
      await run(page, command);
      await page.getByRole("dialog", { name }).waitFor();
      await page.locator(".qr-large").waitFor({ state: "detached" });
    }
  });

  it("asks nothing twice, and shows nothing over a question", async () => {
    const page = await browser().open("off");
    await countOn(page);
    const before = await asked(page, "preflight:start");
    await run(page, "toggle sharing", "show settings", "show help", ...behind);
    assert.deepEqual(await asked(page, "preflight:start"), before);
    assert.equal(await page.getByRole("dialog").count(), 1);
    await page.getByRole("dialog", { name: /^Share “/ }).waitFor();
  });

  it("is done once the question is answered", async () => {
    const page = await browser().open("off");
    await turnOn(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await run(page, "show settings");
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
  });

  it("leaves nothing to ask where the light goes off: the other folder is the chosen one", async () => {
    const page = await browser().open("waiting");
    await drag(page, "Music", ["dragover", "drop"]);
    await page.getByRole("dialog", { name: "Share “Music” instead?" }).waitFor();
    await run(page, "toggle sharing");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("Nobody can see this folder.").waitFor();
    await page.getByText("/home/anna/Music").waitFor();
  });

  it("leaves nothing to ask as soon as the light is about to go off, whatever may still finish", async () => {
    const page = await browser().open("waiting");
    await drag(page, "Music", ["dragover", "drop"]);
    await page.getByRole("dialog", { name: "Share “Music” instead?" }).waitFor();
    await page.evaluate("window.simulation.setShare({ kind: 'stopping', transfers: 2 })");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("/home/anna/Music").waitFor();
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a folder that is given and cannot be shared", () => {
  const browser = ownBrowser();
  const refusal = (page: Page) => page.getByRole("alert").getByText("There is no folder /home/anna/gone.");

  it("is said to be none in the place of what was read", async () => {
    const page = await browser().open("off");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.locator(".modal").waitFor();
    await page.evaluate("window.simulation.tell('folder:offered', '/home/anna/gone')");
    await refusal(page).waitFor();
    await page.locator(".modal").waitFor({ state: "detached" });
  });

  it("is said to be none where a narrow window showed the log", async () => {
    const page = await browser().open("on", { width: 720, height: 520 });
    await showLog(page);
    await drag(page, "gone", ["dragover", "drop"]);
    await refusal(page).waitFor();
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a folder that is given while something is read in a dialog", () => {
  const browser = ownBrowser();
  const readings = [
    { button: "Show the QR code large", words: "Point a camera at this" },
    { button: "Settings", words: "Theme" },
    { button: "Others cannot connect?", words: "AP isolation" },
  ] as const;
  const ways: readonly { readonly way: string; readonly give: (page: Page) => Promise<unknown> }[] = [
    { way: "dropped on the window", give: (page) => drag(page, "Music", ["dragover", "drop"]) },
    {
      way: "handed over by another start",
      give: (page) => page.evaluate("window.simulation.tell('folder:offered', '/home/anna/Music')"),
    },
  ];

  for (const { button, words } of readings) {
    for (const { way, give } of ways) {
      it(`is asked about in its place: ${words}, ${way}`, async () => {
        const page = await browser().open("waiting");
        await page.getByRole("button", { name: button }).click();
        await page.locator(".modal", { hasText: words }).waitFor();
        await give(page);
        const question = page.getByRole("dialog", { name: "Share “Music” instead?" });
        await question.waitFor();
        await page.locator(".modal", { hasText: words }).waitFor({ state: "detached" });
        await question
          .getByRole("button", { name: /^Keep / })
          .and(page.locator(":focus"))
          .waitFor();
        await page.keyboard.press("Escape");
        await page.locator(".modal").waitFor({ state: "detached" });
      });
    }
  }

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
