import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import type { Settings, ShareChoice, VisitorRules } from "../../../electron/contract.ts";
import { usedSettings, usualRules } from "../simulated-share.ts";
import { ownBrowser } from "./own-browser.ts";
import { asked, tabTo } from "./page-asked.ts";
import { drag } from "./preparations.ts";

const folder = usedSettings.folder ?? "";

function unfold(page: Page): Promise<void> {
  return page.getByRole("button", { name: /^What visitors may do/ }).click();
}

/** What was changed last, and for which folder. */
async function lastChange(page: Page): Promise<readonly unknown[]> {
  return (await asked(page, "visitors:change")).at(-1) ?? [];
}

describe("what visitors may do, chosen in the window", () => {
  const browser = ownBrowser();

  it("is chosen by keys alone: send files, into an inbox, and so many bytes", async () => {
    const page = await browser().open("off");
    await tabTo(page, /^What visitors may do/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await tabTo(page, "Into an inbox instead…");
    await page.keyboard.press("Enter");
    await page.getByText("They go into “From visitors”").waitFor();
    await page.getByLabel("The largest file").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("500M");
    await page.keyboard.press("Enter");
    const inbox = "/home/anna/From visitors";
    const rules: VisitorRules = { ...usualRules, uploads: true, inbox, mostBytes: 500e6 };
    assert.deepEqual(await lastChange(page), [folder, rules]);
    assert.deepEqual(await asked(page, "inbox:choose"), [[folder]]);
    await page.getByRole("button", { name: "Use the shared folder" }).click();
    await page.getByText("They go into the shared folder").waitFor();
    await page.getByRole("switch", { name: "This is a website" }).click();
    await page.getByRole("status").getByText("Visitors could add pages to this website").waitFor();
  });

  it("moves nothing when a box is ticked", async () => {
    const page = await browser().open("generous-off");
    await unfold(page);
    const boxes = page.locator(".presets .check-option");
    const heights = () => boxes.evaluateAll((all) => all.map((box) => box.getBoundingClientRect().height));
    const before = await heights();
    for (const name of ["A website of one page", "Clean URLs"]) await page.getByRole("checkbox", { name }).click();
    await page.getByRole("checkbox", { name: "Clean URLs", checked: true }).waitFor();
    assert.deepEqual(await heights(), before);
  });

  it("does not take what is no size, and says what one is", async () => {
    const page = await browser().open("generous-off");
    await unfold(page);
    await page.getByLabel("Disk space to keep free").fill("much");
    await page.getByText("A size such as 500 MB or 4 GB.").waitFor();
    await page.getByLabel("Disk space to keep free").blur();
    assert.deepEqual(await asked(page, "visitors:change"), []);
  });

  it("has a way to the inbox while the light is on, and to nothing where there is none", async () => {
    const page = await browser().open("generous");
    const button = page.getByRole("button", { name: "Show the inbox in the file manager" });
    await button.click();
    assert.deepEqual(await asked(page, "inbox:show"), [[]]);
    const without = await browser().open("on");
    await without.getByRole("button", { name: "Show in the file manager" }).waitFor();
    assert.equal(await without.getByRole("button", { name: "Show the inbox in the file manager" }).count(), 0);
  });

  it("says why an inbox cannot be used", async () => {
    const page = await browser().open("generous-off");
    await page.evaluate(
      "window.simulation.problems['inbox:choose'] = { what: 'It is hidden.', remedy: 'Take another.' }",
    );
    await unfold(page);
    await page.getByRole("button", { name: "Change…" }).last().click();
    await page.getByRole("alert").getByText("It is hidden.").waitFor();
    assert.deepEqual(await asked(page, "visitors:change"), []);
  });

  it("is a website with its presets, which come back with it", async () => {
    const page = await browser().open("off");
    await unfold(page);
    const website = page.getByRole("switch", { name: "This is a website" });
    await website.click();
    await page.getByRole("checkbox", { name: "Clean URLs" }).click();
    await page.getByRole("checkbox", { name: "Open to other origins (CORS)" }).click();
    await website.click();
    await page.getByRole("checkbox", { name: "Clean URLs" }).waitFor({ state: "detached" });
    await website.click();
    assert.ok(await page.getByRole("checkbox", { name: "Clean URLs" }).isChecked());
    assert.deepEqual(await lastChange(page), [folder, { ...usualRules, website: true, cleanUrls: true, cors: true }]);
  });

  it("goes along with the share in the same breath, a note that is still being typed included", async () => {
    const page = await browser().open("off");
    await unfold(page);
    await page.getByRole("switch", { name: "Visitors may send files" }).click();
    await page.getByLabel("A note for visitors").pressSequentially("# Hello");
    await page.evaluate("window.simulation.command('toggle sharing')");
    const question = page.getByRole("dialog", { name: /with your network/ });
    await question.getByText("Visitors may send files into the shared folder").waitFor();
    await question.getByRole("button", { name: "Turn the light on" }).click();
    await page.getByText("Everyone on your network can open this folder and send files into it.").waitFor();
    const [[choice] = []] = (await asked(page, "share:start")) as ShareChoice[][];
    assert.deepEqual(choice?.rules, { ...usualRules, uploads: true, note: "# Hello" });
  });

  it("keeps a note that is being typed when another folder is dropped", async () => {
    const page = await browser().open("off");
    await unfold(page);
    await page.getByLabel("A note for visitors").pressSequentially("# Hello");
    await drag(page, "Music", ["dragover", "drop"]);
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>(".note-field textarea")?.value === "");
    assert.deepEqual(await lastChange(page), [folder, { ...usualRules, note: "# Hello" }]);
  });

  it("is each folder's own", async () => {
    const page = await browser().open("generous-off");
    await page.getByText("Use it as a website, send files to “From visitors”, read your note").waitFor();
    await page.getByRole("button", { name: "Recent folders" }).click();
    await page.getByRole("menuitem", { name: /Films/ }).click();
    await page.getByText("Open and download", { exact: true }).waitFor();
    await unfold(page);
    await page.getByRole("switch", { name: "Visitors may send files" }).click();
    await page.getByText("Open and download, send files", { exact: true }).waitFor();
    const settings = await page.evaluate<Settings>("window.simulation.settings");
    assert.deepEqual(settings.folders.map((each) => each.folder).sort(), [folder, "/media/usb/Films"].sort());
  });

  it("is said before the folder goes to the network", async () => {
    const page = await browser().open("generous-off");
    await page.evaluate("window.simulation.settings = { ...window.simulation.settings, accepted: [] }");
    await page.evaluate("window.simulation.tell('settings:changed', window.simulation.settings)");
    await page.getByRole("switch", { name: "Share this folder" }).click();
    const question = page.getByRole("dialog", { name: /with your network/ });
    await question.getByText("Visitors may send files into “From visitors”").waitFor();
    await question.getByText("each of 4 GB at the most").waitFor();
  });

  it("stays as it is while the light is on, and is said in words", async () => {
    const page = await browser().open("generous");
    await page.getByText("Visitors may send files into “From visitors”").waitFor();
    await page.getByText("A website of one page, apart from other origins").waitFor();
    await page.getByText("A note on top of the folder page").waitFor();
    await page.getByText("Turn the light off to change this.").waitFor();
    assert.equal(await page.getByRole("button", { name: /^What visitors may do/ }).count(), 0);
  });

  it("is mended where an inbox has gone", async () => {
    const page = await browser().open("inbox-gone");
    await page
      .getByRole("alert")
      .getByText(/no folder .*From visitors for what visitors send/)
      .waitFor();
    await page.evaluate("window.simulation.inboxToChoose = '/home/anna/Other'");
    await page.getByRole("button", { name: "Choose another inbox…" }).click();
    await page.getByText("send files to “Other”").waitFor();
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a file that a visitor sends", () => {
  const browser = ownBrowser();
  let page: Page;
  before(async () => {
    page = await browser().open("generous");
  });

  it("is a row that fills with what has come, and is saved", async () => {
    const open = "status: 0, bytesSent: 0, bytesExpected: -1, bytesIncoming: 100, method: 'PUT'";
    await page.evaluate(`window.live = window.simulation.begin({ target: '/x.iso', bytesReceived: 25, ${open} })`);
    const row = page.getByRole("row", { name: /x\.iso/ });
    await row.getByText("25 %").waitFor();
    await row.getByText("receiving").waitFor();
    await page.evaluate("window.simulation.log({ ...window.live, bytesReceived: 80 })");
    await row.getByText("80 %").waitFor();
    const ended =
      "bytesReceived: 100, waited: 0, firstByte: 2000, total: 2100, status: 201, filesSaved: 1, outcome: 'complete', reason: 'saved as x.iso'";
    await page.evaluate(`window.simulation.log({ ...window.live, ${ended} })`);
    await row.getByText("Saved").waitFor();
  });

  it("is shown in its folder by its request's number alone", async () => {
    await page.getByRole("row", { name: /x\.iso/ }).click();
    const details = page.getByRole("region", { name: "Request details" });
    await details.getByText("Received from").waitFor();
    await details.getByText("Body received").waitFor();
    await details.getByText("100 B 50 B/s", { exact: true }).waitFor();
    await details.getByRole("button", { name: "Show in folder" }).click();
    const id = await page.evaluate<number>("window.live.id");
    assert.deepEqual(await asked(page, "log:show"), [[id]]);
  });

  it("says why it cannot be shown", async () => {
    await page.evaluate("window.simulation.problems['log:show'] = { what: 'x.iso is not there.', remedy: 'Look.' }");
    await page.getByRole("button", { name: "Show in folder" }).click();
    await page.getByRole("alert").getByText("x.iso is not there.").waitFor();
  });

  it("is found by is:incoming", async () => {
    await page.getByLabel("Filter requests").fill("is:incoming -notes");
    await page.getByText(/^5 of \d+$/).waitFor();
  });

  it("has nothing to show while it is on its way, or when it was given up", async () => {
    for (const name of [/beach\.mp4/, /café\.mov/]) {
      await page.getByRole("row", { name }).click();
      await page.getByRole("region", { name: "Request details" }).getByText(name).first().waitFor();
      assert.equal(await page.getByRole("button", { name: "Show in folder" }).count(), 0);
    }
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
