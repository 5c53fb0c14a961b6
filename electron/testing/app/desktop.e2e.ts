import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { freePort } from "../../../server/testing/free-port.ts";
import { launch, target } from "../driver.ts";
import {
  callsOf,
  desktopWithTray,
  gatherTold,
  get,
  isVisible,
  launchSharing,
  lightState,
  lightSwitch,
  makeFolder,
  rememberedFolder,
  requestRow,
  turnOn,
  until,
} from "./scene.ts";

describe("the desktop", { skip: !target.isStandIn }, () => {
  it("is told of a completed download, if the user wants that", async () => {
    const folder = makeFolder({ "film.mp4": Buffer.alloc(2_000_000), "small.txt": "small" });
    await using run = await launchSharing({ folder, notifyOnDownload: true });
    await get(`${run.url}small.txt`);
    await get(`${run.url}film.mp4`);
    const told = () => run.app.evaluate(() => globalThis.standin.notifications.map(({ body }) => body));
    await until(async () => (await told()).length > 0);
    assert.deepEqual(await told(), ["film.mp4 is with 127.0.0.1"]);
  });

  it(
    "is given the window's icon, for where no desktop entry tells it",
    { skip: process.platform !== "linux" },
    async () => {
      await using run = await launch({ userData: rememberedFolder({}) });
      const icons = (await callsOf(run.app, "BrowserWindow.icon")).flat();
      assert.deepEqual(
        icons.map((icon) => path.basename(String(icon))),
        ["128x128.png"],
      );
    },
  );

  it("is kept awake while something is sent, and no longer", async () => {
    await using run = await launchSharing({ folder: makeFolder({ "large.bin": Buffer.alloc(50_000_000) }) });
    const response = await fetch(`${run.url}large.bin`);
    const calls = (api: string) => callsOf(run.app, `powerSaveBlocker.${api}`);
    await until(async () => (await calls("start")).length > 0);
    assert.deepEqual(await calls("start"), [["prevent-app-suspension"]]);
    await response.body?.cancel();
    await until(async () => (await calls("stop")).length > 0);
    assert.equal((await calls("stop")).length, 1);
  });

  it("opens the share's own addresses and copies them", async () => {
    await using run = await launchSharing();
    const { app, page, url } = run;
    await page.getByRole("button", { name: `Open ${url} in the browser` }).click();
    await page.getByRole("button", { name: new RegExp(`Copy.*${url}`) }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    await until(async () => (await callsOf(app, "shell.openExternal")).length > 0);
    assert.equal((await callsOf(app, "shell.openExternal"))[0]?.[0], url);
    assert.equal(await app.evaluate(({ clipboard }) => clipboard.readText()), url);
    await page.getByRole("button", { name: "Show in the file manager" }).click();
    await until(async () => (await callsOf(app, "shell.openPath")).length > 0);
    assert.deepEqual(await callsOf(app, "shell.openPath"), [[run.folder]]);
  });

  it("shows the folder that is shared, also where another is chosen by now", async () => {
    await using run = await launchSharing();
    const other = makeFolder();
    await run.page.evaluate((folder) => globalThis.bridge.request("settings:change", { folder }), other);
    const shown = await run.page.evaluate(() => globalThis.bridge.request("folder:show"));
    assert.deepEqual(shown, { ok: true, value: undefined });
    assert.deepEqual(await callsOf(run.app, "shell.openPath"), [[run.folder]]);
  });

  it("opens no file in the place of the shared folder: to open a program is to run it", async () => {
    const folder = makeFolder();
    await using run = await launch({ userData: rememberedFolder({ folder }) });
    const shown = await run.page.evaluate(
      async (file) => {
        await globalThis.bridge.request("settings:change", { folder: file });
        return globalThis.bridge.request("folder:show");
      },
      path.join(folder, "hello.txt"),
    );
    assert.match(shown.ok ? "" : shown.problem.what, /is a file, not a folder/);
    assert.deepEqual(await callsOf(run.app, "shell.openPath"), []);
  });

  it("says when the browser cannot be opened", async () => {
    await using run = await launchSharing();
    await run.app.evaluate(({ shell }) => {
      shell.openExternal = () => Promise.reject(new Error("no browser is known"));
    });
    await run.page.getByRole("button", { name: `Open ${run.url} in the browser` }).click();
    await run.page.getByRole("alert").getByText("The browser could not be opened: no browser is known.").waitFor();
  });

  it("starts the app at login, hidden, if the user wants that", { skip: process.platform !== "linux" }, async () => {
    const env = desktopWithTray();
    await using run = await launchSharing({}, { env });
    const entry = path.join(env["XDG_CONFIG_HOME"] ?? "", "autostart/porchlight.desktop");
    await run.page.getByRole("button", { name: "Settings" }).click();
    const option = run.page.getByRole("switch", { name: "Open at login" });
    await option.click();
    await until(() => existsSync(entry));
    assert.match(readFileSync(entry, "utf8"), /^Exec=.* --hidden$/m);
    await option.click();
    await until(() => !existsSync(entry));
  });

  it("is not started at login by who changed his mind at once", { skip: process.platform !== "linux" }, async (t) => {
    const env = desktopWithTray();
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder() }), env });
    const autostart = path.join(env["XDG_CONFIG_HOME"] ?? "", "autostart");
    const entry = "porchlight.desktop";
    mkdirSync(autostart);
    let changes = 0;
    const watcher = watch(autostart, (_, name) => {
      if (name === entry) changes++;
    });
    t.after(() => watcher.close());
    await run.page.evaluate(async () => {
      const { request } = globalThis.bridge;
      await Promise.all([true, false].map((openAtLogin) => request("settings:change", { openAtLogin })));
    });
    await until(() => changes === 2); // it came, and went
    assert.deepEqual(readdirSync(autostart), []);
  });

  it("says when it cannot be started at login", { skip: process.platform !== "linux" }, async () => {
    const env = desktopWithTray();
    writeFileSync(path.join(env["XDG_CONFIG_HOME"] ?? "", "autostart"), "in the way of the folder");
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder() }), env });
    await run.page.getByRole("button", { name: "Settings" }).click();
    const option = run.page.getByRole("switch", { name: "Open at login" });
    await run.page.evaluate(() => {
      const told: boolean[] = [];
      Object.assign(globalThis, { told });
      globalThis.bridge.subscribe("settings:changed", ({ openAtLogin }) => told.push(openAtLogin));
    });
    await option.click();
    await run.page.getByText("Porchlight cannot be opened at login").waitFor();
    const told = () => run.page.evaluate(() => (globalThis as unknown as { told: boolean[] }).told);
    await until(async () => (await told()).length > 1);
    assert.deepEqual(await told(), [true, false]);
    await run.page.locator('[role="switch"][aria-checked="false"]').and(option).waitFor();
  });

  it("says when it is still started at login", { skip: process.platform !== "linux" }, async () => {
    const env = desktopWithTray();
    const entry = path.join(env["XDG_CONFIG_HOME"] ?? "", "autostart/porchlight.desktop");
    mkdirSync(entry, { recursive: true }); // a folder is not removed like a file
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder(), openAtLogin: true }), env });
    await run.page.getByRole("button", { name: "Settings" }).click();
    await run.page.getByRole("switch", { name: "Open at login" }).click();
    await run.page.getByText("Porchlight is still opened at login").waitFor();
    await run.page.getByRole("switch", { name: "Open at login", checked: true }).waitFor();
  });

  it("says when a Mac has not taken the app, of which it tells nothing: it is not signed", async () => {
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder() }) });
    await run.app.evaluate(({ app }) => {
      Object.defineProperty(process, "platform", { value: "darwin" });
      const settings = app.getLoginItemSettings();
      app.getLoginItemSettings = () => ({ ...settings, status: "not-found" });
    });
    await run.page.getByRole("button", { name: "Settings" }).click();
    await run.page.getByRole("switch", { name: "Open at login" }).click();
    await run.page.getByText("Porchlight cannot be opened at login").waitFor();
    await run.page.getByRole("switch", { name: "Open at login", checked: false }).waitFor();
  });

  it("says what a Mac wants to be allowed before it opens the app at login", async () => {
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder() }) });
    await run.app.evaluate(({ app, dialog }) => {
      Object.defineProperty(process, "platform", { value: "darwin" });
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const settings = app.getLoginItemSettings();
      app.getLoginItemSettings = () => ({ ...settings, status: "requires-approval" });
      dialog.showMessageBox = (...args: unknown[]) => {
        said.push((args.at(-1) as { detail: string }).detail);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    });
    await run.page.getByRole("button", { name: "Settings" }).click();
    await run.page.getByRole("switch", { name: "Open at login" }).click();
    const said = () => run.app.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    await until(async () => (await said()).length > 0);
    assert.deepEqual(await said(), ["Allow it in System Settings, under General, Login Items."]);
  });
});

describe("a start at login", { skip: process.platform !== "linux" }, () => {
  const hidden = { args: ["--hidden"], env: desktopWithTray() };

  for (const { resumeAtLogin, wasSharing, shares, rule } of [
    { resumeAtLogin: true, wasSharing: true, shares: true, rule: "goes on sharing if the user asked for that" },
    { resumeAtLogin: false, wasSharing: true, shares: false, rule: "shares nothing otherwise" },
    { resumeAtLogin: true, wasSharing: false, shares: false, rule: "shares nothing that was not shared before" },
  ]) {
    it(`is not seen and ${rule}`, async () => {
      const port = await freePort();
      const chosen = { folder: makeFolder(), reach: "computer", port, resumeAtLogin } as const;
      await using run = await launch({ userData: rememberedFolder(chosen, { wasSharing }), ...hidden });
      assert.equal(await isVisible(run.app), false);
      await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
      await lightState(run.page, shares ? "On" : "Off").waitFor();
    });
  }

  for (const { shares, rule } of [
    { shares: true, rule: "that shared until it was quit" },
    { shares: false, rule: "that never shared, whatever the one before it did" },
  ]) {
    it(`goes on with the session ${rule}`, async () => {
      const chosen = { folder: makeFolder(), reach: "computer", port: await freePort(), resumeAtLogin: true } as const;
      const userData = rememberedFolder(chosen, { wasSharing: true });
      {
        await using run = await launch({ userData });
        await lightState(run.page, "Off").waitFor();
        if (shares) await turnOn(run.page);
      }
      await using run = await launch({ userData, ...hidden });
      await lightState(run.page, shares ? "On" : "Off").waitFor();
    });
  }

  it("goes on with the share once its folder is back, though a login before found none", async () => {
    const folder = makeFolder();
    const chosen = { folder, reach: "computer", port: await freePort(), resumeAtLogin: true } as const;
    const userData = rememberedFolder(chosen, { wasSharing: true });
    renameSync(folder, `${folder}-away`);
    {
      await using run = await launch({ userData, ...hidden });
      await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
      await run.page.getByRole("alert").getByText(`There is no folder ${folder}.`).waitFor();
    }
    renameSync(`${folder}-away`, folder);
    await using run = await launch({ userData, ...hidden });
    await lightState(run.page, "On").waitFor();
  });

  it("keeps it that the window was maximised, which it is as soon as it is shown", async () => {
    const window = { x: 0, y: 0, width: 900, height: 600, isMaximized: true };
    const userData = rememberedFolder({}, { window });
    await (await launch({ userData, ...hidden }))[Symbol.asyncDispose]();
    await using run = await launch({ userData, ...hidden });
    assert.equal(await isVisible(run.app), false);
    assert.equal(await run.startAgain(), 0);
    assert.equal(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized()), true);
  });

  it("tells the window nothing, until it is shown and everything is in it", async () => {
    const port = await freePort();
    const chosen = { folder: makeFolder(), reach: "computer", port } as const;
    await using run = await launch({ userData: rememberedFolder(chosen), ...hidden });
    const told = await gatherTold(run.app);
    await lightSwitch(run.page).evaluate((element: HTMLElement) => element.click());
    const isOn = () =>
      get(`http://127.0.0.1:${port}/hello.txt`).then(
        ({ status }) => status === 200,
        () => false,
      );
    await until(isOn);
    for (let visit = 0; visit < 20; visit++) await get(`http://127.0.0.1:${port}/hello.txt?${visit}`);
    await run.app.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    assert.deepEqual(await told(), []);
    await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
    await lightState(run.page, "On").waitFor();
    await requestRow(run.page, "?19").waitFor();
  });
});
