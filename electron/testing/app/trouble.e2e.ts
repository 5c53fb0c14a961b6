import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { launch, target } from "../driver.ts";
import {
  callsOf,
  get,
  launchSharing,
  lightState,
  lightSwitch,
  makeFolder,
  occupyPort,
  rememberedFolder,
  shownUrl,
} from "./scene.ts";

describe("when something is in the way", () => {
  it("a port that is taken is said, and the next free one used", async () => {
    const { port, server } = await occupyPort();
    const userData = rememberedFolder({ folder: makeFolder(), reach: "computer", port });
    await using run = await launch({ userData });
    await lightSwitch(run.page).click();
    await run.page.getByText(`Port ${port} was taken by another program`).waitFor();
    const url = await shownUrl(run.page);
    assert.notEqual(new URL(url).port, String(port));
    assert.equal((await get(`${url}hello.txt`)).status, 200);
    server.close();
  });

  it("a folder that is deleted while it is shared ends the share, and another can be chosen", async () => {
    await using run = await launchSharing();
    rmSync(run.folder, { recursive: true });
    const alert = run.page.getByRole("alert");
    await alert.getByText(`There is no folder ${run.folder}.`).waitFor();
    await lightState(run.page, "Off: something is in the way").waitFor();
    await assert.rejects(get(run.url));

    const other = makeFolder({ "other.txt": "other" });
    await run.answerFolderDialog(other);
    await alert.getByRole("button", { name: "Choose another folder…" }).click();
    await run.page.getByText(other, { exact: true }).waitFor();
    await lightSwitch(run.page).click();
    await lightState(run.page, "On").waitFor();
    assert.deepEqual(await get(`${await shownUrl(run.page)}other.txt`), { status: 200, text: "other" });
  });

  it("a folder that was deleted before is refused, and shared once it is back", async () => {
    const folder = makeFolder();
    rmSync(folder, { recursive: true });
    await using run = await launch({ userData: rememberedFolder({ folder, reach: "computer" }) });
    await lightSwitch(run.page).click();
    await run.page.getByRole("alert").getByText("There is no folder").waitFor();
    assert.ok(await run.page.getByRole("button", { name: "Try again" }).isVisible());
  });

  it("a settings file that cannot be read is said and kept", async () => {
    const userData = rememberedFolder({});
    writeFileSync(path.join(userData, "settings.json"), "{ broken");
    await using run = await launch({ userData });
    await run.page.getByText("The settings file could not be read").waitFor();
    const [aside = ""] = readdirSync(userData).filter((name) => name.startsWith("settings-unreadable"));
    assert.equal(readFileSync(path.join(userData, aside), "utf8"), "{ broken");
    await run.page.getByText("Welcome to Porchlight").waitFor();
  });

  it("settings that cannot be saved are said, until they are saved again", async () => {
    const userData = rememberedFolder({ folder: makeFolder(), reach: "computer" });
    await using run = await launch({ userData });
    const obstacle = path.join(userData, "settings.json.new"); // where the next file is written
    mkdirSync(obstacle);
    const said = run.page.getByText("The settings could not be saved");
    const choose = (name: string) => run.page.getByRole("radio", { name }).click();
    await choose("Everyone on my network");
    await said.waitFor();
    rmdirSync(obstacle);
    await choose("Only this computer");
    await said.waitFor({ state: "detached" });
  });
});

describe("the sandbox", () => {
  it("is left off where the app is told to, as by an AppImage's start on a kernel that lets nobody have one", async () => {
    await using run = await launch({ args: ["--no-sandbox"] });
    assert.equal(await run.app.evaluate(({ app }) => app.commandLine.hasSwitch("no-sandbox")), true);
  });

  it("is enabled for all pages else", { skip: !target.isStandIn }, async () => {
    await using run = await launch({ chromiumSandbox: true });
    assert.equal((await callsOf(run.app, "app.enableSandbox")).length, 1);
  });
});
