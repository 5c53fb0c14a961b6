import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ownBrowser } from "./own-browser.ts";
import { asked } from "./page-asked.ts";

const copyUrl = "Copy http://192.168.1.7:8080/";

describe("what the window says of what was done", () => {
  const browser = ownBrowser();

  it("does not say that something was copied when it was not", async () => {
    const page = await browser().open("waiting");
    await page.evaluate(
      "window.simulation.problems['clipboard:write'] = { what: 'Not copied.', remedy: 'Try again.' }",
    );
    await page.getByRole("button", { name: copyUrl }).click();
    await page.getByRole("alert").getByText("Not copied.").waitFor();
    assert.equal(await page.getByText(/^Copied/).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Copied" }).count(), 0);
  });

  it("lets a problem stay until it has been read, whatever is done meanwhile", async () => {
    const page = await browser().open("waiting");
    await page.evaluate("window.simulation.problems['folder:show'] = { what: 'No file manager.', remedy: 'Get one.' }");
    await page.getByRole("button", { name: "Show in the file manager" }).click();
    const problem = page.getByRole("alert").getByText("No file manager.");
    await problem.waitFor();
    await page.getByRole("button", { name: copyUrl }).click();
    await page.getByRole("status").getByText("Copied http://192.168.1.7:8080/.").waitFor();
    assert.ok(await problem.isVisible());
    await page.getByRole("button", { name: "Close this message" }).click();
    await problem.waitFor({ state: "detached" });
  });

  it("lets no problem take the place of another: each is there until it has been read", async () => {
    const page = await browser().open("waiting");
    const tell = (problem: string) => page.evaluate(`window.simulation.tell('settings:problem', ${problem})`);
    const alerts = page.locator(".notices").getByRole("alert");
    await page.evaluate("window.simulation.problems['folder:show'] = { what: 'No file manager.', remedy: 'Get one.' }");
    await page.getByRole("button", { name: "Show in the file manager" }).click();
    await tell("{ what: 'The disk is full.', remedy: 'Make room.' }");
    await page.getByRole("button", { name: "Show in the file manager" }).click(); // said once more, and shown once
    await alerts.getByText("The disk is full.").waitFor();
    assert.equal(await alerts.count(), 2);
    await tell("undefined");
    await alerts.getByText("The disk is full.").waitFor({ state: "detached" });
    assert.equal(await alerts.count(), 1);
    await alerts.getByText("No file manager.").waitFor();
  });

  it("gives the focus back when a problem has been read", async () => {
    const page = await browser().open("waiting");
    await page.evaluate("window.simulation.problems['folder:show'] = { what: 'No file manager.', remedy: 'Get one.' }");
    const show = page.getByRole("button", { name: "Show in the file manager" });
    await show.press("Enter");
    await page.getByRole("button", { name: "Close this message" }).press("Enter");
    assert.ok(await show.evaluate((button) => button === document.activeElement));
  });

  it("takes no filter that is longer than what is read of it, so that each can be saved", async () => {
    const page = await browser().open("on");
    const box = page.getByLabel("Filter requests");
    await box.focus();
    await page.keyboard.insertText("x".repeat(1200));
    await page.getByRole("button", { name: "Save this filter" }).click();
    await page.getByRole("button", { name: "Forget this saved filter" }).waitFor();
    assert.deepEqual(await asked(page, "settings:change"), [
      [{ filters: ["x".repeat(500), "is:error", "device:192.168.1.23 larger:1MB"] }],
    ]);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
