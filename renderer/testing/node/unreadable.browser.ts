import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ownBrowser } from "./own-browser.ts";
import { asked } from "./page-asked.ts";

describe("a folder whose name would turn the words around it", () => {
  const browser = ownBrowser();
  const path = "/media/stick/\u202egpj.exe";
  const name = String.raw`\u{202e}gpj.exe`;

  it("is shown by what is in its name, wherever it is named", async () => {
    const page = await browser().open("waiting");
    await page.evaluate(`window.simulation.tell("folder:offered", ${JSON.stringify(path)})`);
    await page.getByRole("dialog", { name: `Share “${name}” instead?` }).waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /\u202e/);
    await page.getByRole("button", { name: `Share “${name}”` }).click();
    await page.getByRole("dialog", { name: `Share “${name}” with your network?` }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    const problem = { what: `There is no folder ${path}.`, remedy: "Choose another one." };
    const choice = { folder: path, reach: "network", port: 8080, dotfiles: false, rules: {} };
    await page.evaluate(`window.simulation.setShare(${JSON.stringify({ kind: "problem", choice, problem })})`);
    await page.getByRole("alert").waitFor();
    await page.locator(".folder-path", { hasText: name }).waitFor();
    assert.doesNotMatch(await page.locator("body").innerHTML(), /\u202e/);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a request that nothing could be read of", () => {
  const browser = ownBrowser();

  it("is named in words, and leaves what was copied before alone", async () => {
    const page = await browser().open("waiting");
    const unread = { method: "", target: "", status: 400, outcome: "refused", reason: "not an HTTP request" };
    await page.evaluate(`window.simulation.begin(${JSON.stringify(unread)})`);
    await page.getByRole("row", { name: /not an HTTP request refused 400 Bad request/ }).click();
    await page.getByRole("heading", { name: "Unreadable request" }).waitFor();
    assert.equal(await page.locator(".fact dd:has(> :empty:only-child)").count(), 0, "each fact has its words");
    await page.getByRole("grid").press("Control+c");
    await page.getByRole("status").getByText("Not copied: this request has no address.").waitFor();
    assert.deepEqual(await asked(page, "clipboard:write"), []);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
