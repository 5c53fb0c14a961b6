import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import path from "node:path";
import { describe, it } from "node:test";
import type { ElectronApplication, Locator, Page } from "playwright-core";
import { freePort } from "../../../server/testing/free-port.ts";
import type { Settings, VisitorRules } from "../../contract.ts";
import { usualRules } from "../../settings/visitor-rules.ts";
import { launch, target } from "../driver.ts";
import {
  callsOf,
  get,
  launchSharing,
  lightState,
  lightSwitch,
  makeFolder,
  rememberedFolder,
  requestRow,
  turnOn,
  until,
} from "./scene.ts";

function unfold(page: Page): Promise<void> {
  return page.getByRole("button", { name: /^What visitors may do/ }).click();
}

/** Settings in which visitors of a folder may do this. */
function allowing(folder: string, rules: Partial<VisitorRules>): Partial<Settings> {
  const all = { ...usualRules, diskBytesToLeave: 0, ...rules };
  return { folder, folders: [{ folder, rules: all }] };
}

/** Begins to send a file as curl does; the rest of it comes when `end` is called. */
function beginPut(url: string, length: number): ClientRequest {
  const put = request(url, { method: "PUT", headers: { "Content-Length": length } });
  put.on("error", () => undefined);
  return put;
}

async function put(url: string, content: string): Promise<number> {
  return (await fetch(url, { method: "PUT", body: content })).status;
}

function detailsOf(page: Page): Locator {
  return page.getByRole("region", { name: "Request details" });
}

/** The files that the desktop was asked to show, once there are any. */
async function shown(app: ElectronApplication): Promise<readonly unknown[]> {
  const calls = () => app.evaluate(() => globalThis.standin.callsOf("shell.showItemInFolder"));
  await until(async () => (await calls()).length > 0);
  return (await calls()).flat();
}

describe("files that visitors send", () => {
  it("are refused until their owner turns that on; then a row fills and ends, and the file is there", async () => {
    const folder = makeFolder();
    const userData = rememberedFolder({ folder, reach: "computer", port: await freePort() });
    await using run = await launch({ userData });
    const { page } = run;
    const url = await turnOn(page);
    assert.equal(await put(`${url}early.txt`, "x"), 405);
    await lightSwitch(page).click();
    await lightState(page, "Off").waitFor();

    await unfold(page);
    await page.getByRole("switch", { name: "Visitors may send files" }).click();
    await page.getByLabel("Disk space to keep free").fill("0");
    await lightSwitch(page).click();
    await page.getByText("Only this computer can open this folder and send files into it.").waitFor();

    const sending = beginPut(`${url}film.mp4`, 1_000_000);
    sending.write(Buffer.alloc(400_000, "x"));
    const row = requestRow(page, "/film.mp4");
    await row.getByText("40 %").waitFor();
    await row.getByText("receiving").waitFor({ state: "attached" });
    sending.end(Buffer.alloc(600_000, "x"));
    const [answer] = (await once(sending, "response")) as [IncomingMessage];
    assert.equal(answer.statusCode, 201);
    await row.getByText("Saved").waitFor({ state: "attached" });
    assert.equal(readFileSync(path.join(folder, "film.mp4")).length, 1_000_000);
  });

  it("go into an inbox that was chosen in a dialog, which is no part of the share", async () => {
    const [folder, inbox] = [makeFolder(), makeFolder({})];
    await using run = await launch({ userData: rememberedFolder({ ...allowing(folder, { uploads: true }) }) });
    const { page } = run;
    await page.getByRole("radio", { name: "Only this computer" }).click();
    await run.answerFolderDialog(inbox);
    await unfold(page);
    await page.getByRole("button", { name: "Into an inbox instead…" }).click();
    await page.getByText(`They go into “${path.basename(inbox)}”`).waitFor();
    const url = await turnOn(page);
    assert.equal(await put(`${url}a.txt`, "for you"), 201);
    assert.equal(readFileSync(path.join(inbox, "a.txt"), "utf8"), "for you");
    assert.equal((await get(`${url}a.txt`)).status, 404);
    if (!target.isStandIn) return; // it would open a window of the system's
    await page.getByRole("button", { name: "Show the inbox in the file manager" }).click();
    await until(async () => (await callsOf(run.app, "shell.openPath")).length > 0);
    assert.deepEqual(await callsOf(run.app, "shell.openPath"), [[inbox]]);
    await lightSwitch(page).click();
    await lightState(page, "Off").waitFor();
    await page.evaluate(() => globalThis.bridge.request("inbox:show")); // its button stays while transfers finish
    assert.deepEqual(await callsOf(run.app, "shell.openPath"), [[inbox], [inbox]]);
  });

  it("are no larger than was allowed", async () => {
    const folder = makeFolder();
    await using run = await launchSharing(allowing(folder, { uploads: true, mostBytes: 10 }));
    assert.equal(await put(`${run.url}a.txt`, "12345678901"), 413);
    await requestRow(run.page, "/a.txt").getByText("413").waitFor();
  });

  it("are shown in their folder, each by what the server saved", { skip: !target.isStandIn }, async () => {
    const folder = makeFolder({ "a.txt": "first" });
    await using run = await launchSharing(allowing(folder, { uploads: true }));
    const { app, page, url } = run;
    assert.equal(await put(`${url}a.txt`, "second"), 201);
    await requestRow(page, "/a.txt").click();
    await detailsOf(page).getByText('saved as "a (2).txt"').waitFor();
    await detailsOf(page).getByRole("button", { name: "Show in folder" }).click();
    assert.deepEqual(await shown(app), [path.join(folder, "a (2).txt")]);

    rmSync(path.join(folder, "a (2).txt"));
    await detailsOf(page).getByRole("button", { name: "Show in folder" }).click();
    await page.getByRole("alert").getByText("a (2).txt is not there any more.").waitFor();
  });

  it("are the only ones that a page can have shown", { skip: !target.isStandIn }, async () => {
    await using run = await launchSharing();
    const { app, page, url } = run;
    await get(`${url}hello.txt`);
    await requestRow(page, "hello.txt").waitFor();
    const answers = await page.evaluate(() =>
      Promise.all([1, 999].map((id) => globalThis.bridge.request("log:show", id))),
    );
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [false, false],
    );
    await assert.rejects(
      page.evaluate(() => globalThis.bridge.request("log:show", "/etc/passwd" as never)),
      /not of the contract/,
    );
    assert.deepEqual(await app.evaluate(() => globalThis.standin.callsOf("shell.showItemInFolder")), []);
  });

  it("are told of, if the user wants that", { skip: !target.isStandIn }, async () => {
    const settings = allowing(makeFolder(), { uploads: true });
    await using run = await launchSharing({ ...settings, notifyOnDownload: true });
    assert.equal(await put(`${run.url}photo.jpg`, "x"), 201);
    const told = () => run.app.evaluate(() => globalThis.standin.notifications.map(({ title, body }) => [title, body]));
    await until(async () => (await told()).length > 0);
    assert.deepEqual(await told(), [["A file has arrived", "photo.jpg from 127.0.0.1"]]);
  });
});

describe("what is in the way of files from visitors", () => {
  it("an inbox that has gone is said, and another can be chosen at once", async () => {
    const [folder, inbox, other] = [makeFolder(), makeFolder({}), makeFolder({})];
    rmSync(inbox, { recursive: true });
    const settings = allowing(folder, { uploads: true, inbox });
    await using run = await launch({ userData: rememberedFolder({ ...settings, reach: "computer" }) });
    const { page } = run;
    await lightSwitch(page).click();
    const alert = page.getByRole("alert");
    await alert.getByText(`There is no folder ${inbox} for what visitors send.`).waitFor();
    await run.answerFolderDialog(other);
    await alert.getByRole("button", { name: "Choose another inbox…" }).click();
    await alert.waitFor({ state: "detached" });
    const url = await turnOn(page);
    assert.equal(await put(`${url}a.txt`, "x"), 201);
    assert.equal(readFileSync(path.join(other, "a.txt"), "utf8"), "x");
  });

  const isRoot = process.getuid?.() === 0;
  it("an inbox that is hidden, or that cannot be written to, is not taken", async () => {
    const [folder, hidden, locked] = [makeFolder(), makeFolder({ ".inbox/old.txt": "" }), makeFolder({})];
    await using run = await launch({ userData: rememberedFolder(allowing(folder, { uploads: true })) });
    const { page } = run;
    await unfold(page);
    chmodSync(locked, 0o500);
    const refusals = [
      [path.join(hidden, ".inbox"), /is hidden: a name in its path starts with a dot/],
      ...(isRoot ? [] : [[locked, /cannot be written to, so visitors cannot send files/] as const]),
    ] as const;
    for (const [inbox, words] of refusals) {
      await run.answerFolderDialog(inbox);
      await page.getByRole("button", { name: "Into an inbox instead…" }).click();
      await page.getByRole("alert").getByText(words).waitFor();
    }
    await page.getByText("They go into the shared folder").waitFor();
  });

  it("is nothing once the owner has been told that visitors may send", async () => {
    const settings = allowing(makeFolder(), { uploads: true });
    await using run = await launch({ userData: rememberedFolder({ ...settings, port: await freePort() }) });
    await lightSwitch(run.page).click();
    const question = run.page.getByRole("dialog", { name: /with your network\?$/ });
    await question.getByText("Visitors may send files into the shared folder").waitFor();
    await question.getByRole("button", { name: "Turn the light on" }).click();
    await run.page.getByText("Everyone on your network can open this folder and send files into it.").waitFor();
  });
});

describe("a website, and a note", () => {
  it("its presets change what visitors are answered", async () => {
    const site = { "index.html": "<title>home</title>", "about.html": "about" };
    const userData = rememberedFolder({ folder: makeFolder(site), reach: "computer", port: await freePort() });
    await using run = await launch({ userData });
    const { page } = run;
    const url = await turnOn(page);
    const plain = await fetch(`${url}about.html`);
    assert.match(plain.headers.get("content-security-policy") ?? "", /sandbox/);
    assert.equal((await get(`${url}about`)).status, 404);
    await lightSwitch(page).click();
    await lightState(page, "Off").waitFor();

    await unfold(page);
    await page.getByRole("switch", { name: "This is a website" }).click();
    for (const name of ["Clean URLs", "Apart from other origins", "Open to other origins (CORS)"]) {
      await page.getByRole("checkbox", { name }).click();
    }
    await turnOn(page);
    await page.getByText("A website, clean URLs, apart from other origins, open to other origins (CORS)").waitFor();
    const { headers, status } = await fetch(`${url}about`);
    assert.equal(status, 200);
    assert.doesNotMatch(headers.get("content-security-policy") ?? "", /sandbox/);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
    assert.equal(headers.get("access-control-allow-origin"), "*");
  });

  it("the note stands on top of the folder page, as text, and below it a long README, from its own thread", async () => {
    const folder = makeFolder({ "README.md": `# Read me\n\n${"*word* ".repeat(1000)}` });
    await using run = await launch({
      userData: rememberedFolder({ folder, reach: "computer", port: await freePort() }),
    });
    const { page } = run;
    await unfold(page);
    await page.getByLabel("A note for visitors").fill("The **films** are here. <script>alert(1)</script>");
    const url = await turnOn(page);
    const { text } = await get(url, { Accept: "text/html" });
    assert.match(text, /<strong>films<\/strong> are here/);
    assert.doesNotMatch(text, /<script>alert/);
    assert.match(text, /films[^]*<h2>Read me<\/h2>\n<p><em>word<\/em>/);
  });

  it("what was chosen is each folder's own, and survives a restart", async () => {
    const [one, other] = [makeFolder(), makeFolder()];
    const userData = rememberedFolder({ folder: one, recents: [one, other], reach: "computer" });
    {
      await using run = await launch({ userData });
      const { page } = run;
      await unfold(page);
      await page.getByRole("switch", { name: "Visitors may send files" }).click();
      await page.getByLabel("A note for visitors").fill("Hello");
      await page.getByRole("button", { name: "Recent folders" }).click();
      await page.getByRole("menuitem", { name: other }).click();
      await page.getByText("Open and download", { exact: true }).waitFor();
      await page.getByRole("switch", { name: "This is a website" }).click();
      await page.getByText("Use it as a website", { exact: true }).waitFor();
    }
    await using run = await launch({ userData });
    const { page } = run;
    await page.getByText("Use it as a website", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Recent folders" }).click();
    await page.getByRole("menuitem", { name: one }).click();
    await page.getByText("Open and download, send files, read your note", { exact: true }).waitFor();
  });
});
