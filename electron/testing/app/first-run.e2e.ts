import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { freePort } from "../../../server/testing/free-port.ts";
import { launch, target } from "../driver.ts";
import {
  accepted,
  get,
  launchSharing,
  lightState,
  lightSwitch,
  makeFolder,
  rememberedFolder,
  requestRow,
  shownUrl,
  untilGot,
} from "./scene.ts";

describe("the first run", () => {
  it("leads from nothing to the first request", async () => {
    await using run = await launch({ userData: rememberedFolder({ port: await freePort() }) });
    const { page } = run;
    await page.getByText("Welcome to Porchlight").waitFor();
    assert.ok(await lightSwitch(page).isDisabled(), "without a folder there is nothing to share");
    assert.equal(
      await run.app.evaluate(() => process.cwd()),
      realpathSync(homedir()),
      "it holds on to no other folder",
    );

    const folder = makeFolder({ "hello.txt": "hello", ".env": "SECRET=1", "keys/server.key": "k" });
    await run.answerFolderDialog(folder);
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByText(folder, { exact: true }).waitFor();

    await lightSwitch(page).click();
    const question = page.getByRole("dialog", { name: /with your network\?$/ });
    await question.getByText("2 files", { exact: true }).waitFor();
    await question.getByText("Private keys").waitFor();
    await question.getByText("keys/server.key").waitFor();
    await question.getByText("Files with passwords and keys of programs").waitFor();
    await question.getByRole("button", { name: "Turn the light on" }).click();
    await lightState(page, "On").waitFor();
    await page.getByText("Waiting for the first request from another device…").waitFor();

    const { port } = new URL(await shownUrl(page));
    assert.deepEqual(await get(`http://127.0.0.1:${port}/hello.txt`), { status: 200, text: "hello" });
    await requestRow(page, "/hello.txt").getByText("200").waitFor();
    assert.equal((await get(`http://127.0.0.1:${port}/.env`)).status, 404);
    await requestRow(page, "/.env").getByText("404").waitFor();

    await lightSwitch(page).click();
    await lightState(page, "Off").waitFor();
    await assert.rejects(get(`http://127.0.0.1:${port}/hello.txt`));
  });

  it("asks what is in a folder only once", async () => {
    const folder = makeFolder();
    const userData = rememberedFolder({ folder, port: await freePort(), accepted: [accepted(folder)] });
    await using run = await launch({ userData });
    await lightSwitch(run.page).click();
    await lightState(run.page, "On").waitFor();
  });

  it("asks again before hidden files go to the network too", async () => {
    const folder = makeFolder({ ".env": "SECRET=1" });
    const port = await freePort();
    await using run = await launch({ userData: rememberedFolder({ folder, port, accepted: [accepted(folder)] }) });
    const { page } = run;
    await page.getByRole("checkbox", { name: "Show hidden files" }).click();
    await lightSwitch(page).click();
    const question = page.getByRole("dialog", { name: /with your network\?$/ });
    await question.getByText(/^Anyone on your network can download this\./).waitFor();
    await question.getByRole("button", { name: "Turn the light on" }).click();
    await lightState(page, "On").waitFor();
    await lightSwitch(page).click();
    await lightState(page, "Off").waitFor();
    await lightSwitch(page).click();
    await lightState(page, "On").waitFor();
  });

  it("shares nothing when the question is answered with no", async () => {
    const folder = makeFolder();
    await using run = await launch({ userData: rememberedFolder({ folder, port: await freePort() }) });
    const { page } = run;
    await lightSwitch(page).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await lightState(page, "Off").waitFor();
  });
});

describe("a folder", () => {
  it("can be dropped on the window", { skip: !target.isStandIn }, async () => {
    const folder = makeFolder();
    await using run = await launch();
    const { app, page } = run;
    await page.getByText("Welcome to Porchlight").waitFor();
    await app.evaluate((_, place) => globalThis.standin.placeFile("dropped", place), folder);
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], "dropped"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.getByText(folder, { exact: true }).waitFor();
  });

  it("that is dropped is refused in words when it is a file", { skip: !target.isStandIn }, async () => {
    const file = path.join(makeFolder(), "hello.txt");
    await using run = await launch();
    const { app, page } = run;
    await page.getByText("Welcome to Porchlight").waitFor();
    await app.evaluate((_, place) => globalThis.standin.placeFile("dropped", place), file);
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], "dropped"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.getByRole("alert").getByText("is a file, not a folder").waitFor();
  });

  it("can be one of the last ones, of which those are marked that are gone", async () => {
    const [first, second] = [makeFolder({ "first.txt": "1" }), makeFolder({ "second.txt": "2" })];
    const recents = [first, second, path.join(first, "gone")];
    await using run = await launch({ userData: rememberedFolder({ folder: first, recents }) });
    await run.page.getByRole("button", { name: "Recent folders" }).click();
    await run.page.getByRole("menuitem", { name: "gone (not there now)" }).waitFor();
    assert.equal(await run.page.getByText("(not there now)").count(), 1);
    await run.page.getByRole("menuitem").filter({ hasText: second }).click();
    await run.page.getByText(second, { exact: true }).waitFor();
  });

  it("can be given on the command line", async () => {
    const folder = makeFolder();
    await using run = await launch({ args: [folder] });
    await run.page.getByText(folder, { exact: true }).waitFor();
  });

  it("can be another while one is shared, after a question", async () => {
    await using run = await launchSharing();
    const other = makeFolder({ "other.txt": "other" });
    await run.answerFolderDialog(other);
    await run.page.getByRole("button", { name: "Change…" }).click();
    await run.page
      .getByRole("dialog", { name: /instead\?$/ })
      .getByRole("button", { name: /^Share/ })
      .click();
    await lightState(run.page, "On").waitFor();
    await run.page.getByText(other, { exact: true }).waitFor();
    await untilGot(`${run.url}other.txt`, "other");
  });
});

describe("the share's options", () => {
  it("keep dotfiles hidden, or share them", async () => {
    const folder = makeFolder({ ".hidden": "secret" });
    await using run = await launchSharing({ folder });
    assert.equal((await get(`${run.url}.hidden`)).status, 404);
    await lightSwitch(run.page).click();
    await lightState(run.page, "Off").waitFor();
    await run.page.getByRole("checkbox", { name: "Show hidden files" }).click();
    await lightSwitch(run.page).click();
    await lightState(run.page, "On").waitFor();
    assert.deepEqual(await get(`${run.url}.hidden`), { status: 200, text: "secret" });
  });

  it("take a port", async () => {
    const port = await freePort();
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder(), reach: "computer" }) });
    await run.page.getByRole("textbox", { name: "Port" }).fill(String(port));
    await run.page.getByRole("textbox", { name: "Port" }).press("Enter");
    await lightSwitch(run.page).click();
    await lightState(run.page, "On").waitFor();
    assert.equal((await get(`http://127.0.0.1:${port}/hello.txt`)).status, 200);
  });

  it("choose between this computer and everyone", async () => {
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder(), reach: "network" }) });
    await run.page.getByRole("radio", { name: "Only this computer" }).click();
    await lightSwitch(run.page).click();
    await run.page.getByText("Only this computer can open this folder.").waitFor();
  });
});
