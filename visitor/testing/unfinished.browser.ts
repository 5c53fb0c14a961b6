import assert from "node:assert/strict";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { violationsOf } from "./accessibility.ts";
import { visit } from "./browser.ts";
import { ownBrowser } from "./own.ts";
import { shareNew } from "./shared-folder.ts";

const browser = ownBrowser();

const taking = () =>
  shareNew((folder) => mkdir(path.join(folder, "sub")).then(() => undefined), { uploads: { diskBytesToLeave: 0 } });
const notice = (page: Page) => page.getByText("Not finished: ");
const remembered = (page: Page) => page.evaluate(() => Object.values<string>(localStorage));

/** Begins to send a file, of which a part is there when the page's connection ends for good. */
async function breakOff(page: Page, name: string): Promise<string> {
  await page.route("**/*upload=*", (route) =>
    route.request().method() === "PATCH" ? route.abort() : route.fallback(),
  );
  const buffer = Buffer.alloc(100_000, "abc");
  const begun = page.waitForResponse((response) => response.status() === 201);
  await page.locator('.send input[type="file"][multiple]').setInputFiles({ name, mimeType: "text/plain", buffer });
  await page.getByText("The connection broke at").waitFor();
  return (await begun).headers()["location"] ?? "";
}

describe("what was not finished", () => {
  it("is named on the page that it was sent from, and on no other", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), `${shared.address}sub/`);
    const { page } = opened;
    page.on("dialog", (dialog) => void dialog.accept());
    await breakOff(page, "a b.txt");
    await page.goto(shared.address);
    await page.getByRole("button", { name: "Send files" }).waitFor();
    // what is asked after in this folder would have been asked after by then
    const asked = page.waitForResponse((response) => response.request().method() === "HEAD");
    assert.equal(await notice(page).isVisible(), false);
    await page.goto(`${shared.address}sub/`);
    await notice(page).waitFor();
    assert.equal(new URL((await asked).url()).pathname, "/sub/a%20b.txt");
    assert.match((await notice(page).textContent()) ?? "", /^Not finished: a b\.txt\. Choose the same again/);
    assert.deepEqual(await violationsOf(page), []);
  });

  it("is not what another tab is sending", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    page.on("dialog", (dialog) => void dialog.accept());
    await breakOff(page, "broken off.txt");
    await page.reload();
    await notice(page).waitFor();
    await breakOff(page, "on its way.txt");
    const other = await page.context().newPage();
    await other.goto(shared.address);
    await other.getByText("Not finished: broken off.txt. Choose").waitFor();
    assert.equal((await remembered(page)).length, 2);
  });

  it("is not what another tab is sending, also where that is too busy to say so in time", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await page.evaluate(() => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what it belongs to
      const { postMessage } = BroadcastChannel.prototype;
      BroadcastChannel.prototype.postMessage = function (message) {
        setTimeout(() => postMessage.call(this, message), 1500);
      };
    });
    await breakOff(page, "on its way.txt");
    const other = await page.context().newPage();
    await other.goto(shared.address);
    await notice(other).waitFor();
    await notice(other).waitFor({ state: "hidden" });
  });

  it("is forgotten where the server knows nothing of it any more", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    page.on("dialog", (dialog) => void dialog.accept());
    const upload = await breakOff(page, "a.txt");
    assert.deepEqual(await remembered(page), [upload]);
    assert.equal((await fetch(new URL(`${upload}&cancel`, shared.address), { method: "POST" })).status, 204);
    await page.reload();
    await page.waitForFunction(() => localStorage.length === 0);
    assert.equal(await notice(page).isVisible(), false);
  });

  it("is given up here and on the server by a button", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    page.on("dialog", (dialog) => void dialog.accept());
    await breakOff(page, "a.txt");
    await page.reload();
    await notice(page).waitFor();
    assert.notDeepEqual(await readdir(shared.folder), ["sub"]);
    const cancelled = page.waitForResponse((response) => response.url().endsWith("&cancel"));
    await page.getByRole("button", { name: "Forget" }).press("Enter");
    assert.equal((await cancelled).status(), 204);
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("title"));
    assert.equal(focused, "Choose files to send", "keys are not lost with the button");
    assert.equal(await notice(page).isVisible(), false);
    assert.deepEqual(await remembered(page), []);
    assert.deepEqual(await readdir(shared.folder), ["sub"]);
  });
});
