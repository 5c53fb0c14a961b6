import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import type { ElectronApplication } from "playwright-core";
import { launch, target, type Launched } from "../driver.ts";
import {
  freePort,
  get,
  launchSharing,
  lightState,
  lightSwitch,
  makeFolder,
  rememberedFolder,
  shownUrl,
  turnOn,
  until,
  type Sharing,
} from "./scene.ts";

/** A desktop that says it has a place for tray icons, and where settings of its own may be written. */
function desktopWithTray(): Record<string, string> {
  const programs = makeFolder({ gdbus: "#!/bin/sh\necho '(true,)'\n" });
  chmodSync(path.join(programs, "gdbus"), 0o755);
  return { PATH: `${programs}${path.delimiter}${process.env["PATH"] ?? ""}`, XDG_CONFIG_HOME: makeFolder({}) };
}

function launchWithTray(settings: Parameters<typeof launchSharing>[0] = {}): Promise<Sharing> {
  return launchSharing(settings, { env: desktopWithTray() });
}

type TrayView = { readonly toolTip: string; readonly labels: readonly string[] };

function tray(app: ElectronApplication): Promise<TrayView> {
  return app.evaluate(() => {
    const [icon] = globalThis.standin.trays;
    return { toolTip: icon?.toolTip ?? "", labels: icon?.contextMenu?.items.map(({ label }) => label) ?? [] };
  });
}

function clickTray(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate((_, wanted) => {
    const item = globalThis.standin.trays[0]?.contextMenu?.items.find((candidate) => candidate.label === wanted);
    if (item === undefined) throw new Error(`the tray has no ${wanted}`);
    item.click();
  }, label);
}

function closeWindow({ app }: Launched): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

function isVisible(app: ElectronApplication): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}

function callsOf(app: ElectronApplication, api: string): Promise<(readonly unknown[])[]> {
  return app.evaluate((_, name) => globalThis.standin.callsOf(name), api);
}

describe("the tray", { skip: !target.isStandIn || process.platform !== "linux" }, () => {
  it("shows the state and the addresses, and stops and starts the share", async () => {
    await using run = await launchWithTray();
    const { app, page, url } = run;
    const view = await tray(app);
    assert.match(view.toolTip, /^Porchlight: Sharing/);
    assert.ok(view.labels.includes(`Copy ${url}`));
    await clickTray(app, `Copy ${url}`);
    assert.equal(await app.evaluate(({ clipboard }) => clipboard.readText()), url);

    await clickTray(app, "Stop Sharing");
    await lightState(page, "Off").waitFor();
    assert.deepEqual((await tray(app)).labels.slice(0, 3), ["Not sharing", "", "Start Sharing"]);
    await clickTray(app, "Start Sharing");
    await lightState(page, "On").waitFor();
  });

  it("keeps the share on when the window is closed, and says so once", async () => {
    await using run = await launchWithTray();
    const { app, url } = run;
    await closeWindow(run);
    assert.equal(await isVisible(app), false);
    assert.equal((await get(`${url}hello.txt`)).status, 200);
    const told = () => app.evaluate(() => globalThis.standin.notifications.map(({ title }) => title));
    assert.deepEqual(await told(), ["Porchlight goes on sharing"]);
    await clickTray(app, "Open Porchlight");
    assert.equal(await isVisible(app), true);
    await closeWindow(run);
    assert.equal((await told()).length, 1);
    await app.evaluate(() => globalThis.standin.trays[0]?.emit("click"));
    assert.equal(await isVisible(app), true);
  });

  it("is not the only way back: what was said brings the window back as well, however late it is clicked", async () => {
    await using run = await launchWithTray();
    const { app } = run;
    await closeWindow(run);
    // the stand-in lets go of what it was shown, as a system does
    await app.evaluate(() => {
      const [notification] = globalThis.standin.notifications.splice(0);
      if (notification) Object.assign(globalThis, { late: new WeakRef(notification) });
    });
    await app.evaluate(() => {
      process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
      (process.getBuiltinModule("node:vm").runInNewContext("gc") as () => void)();
    });
    await app.evaluate(() => {
      const { late } = globalThis as unknown as { late: WeakRef<NodeJS.EventEmitter> };
      late.deref()?.emit("click");
    });
    assert.equal(await isVisible(app), true);
  });

  it("brings the window back for a second start", async () => {
    await using run = await launchWithTray();
    await closeWindow(run);
    assert.equal(await run.startAgain(), 0);
    assert.equal(await isVisible(run.app), true);
  });

  it("is not what a closed window waits in when nothing is shared", async () => {
    await using run = await launchWithTray();
    await lightSwitch(run.page).click();
    await lightState(run.page, "Off").waitFor();
    const exited = new Promise((resolve) => run.app.process().once("exit", resolve));
    await closeWindow(run).catch(() => undefined);
    await exited;
  });

  it("is done without where the desktop has none: closing minimises the window, and says so once", async () => {
    await using run = await launchSharing();
    const { app, url } = run;
    assert.equal((await tray(app)).labels.length, 0);
    const isMinimized = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
    const told = () => app.evaluate(() => globalThis.standin.notifications.map(({ body }) => body));
    for (let time = 0; time < 2; time++) {
      await closeWindow(run);
      assert.equal(await isMinimized(), true);
      assert.equal((await get(`${url}hello.txt`)).status, 200);
      assert.equal(await run.startAgain(), 0);
      assert.equal(await isMinimized(), false);
    }
    assert.match((await told()).join(), /^This desktop has no tray.*Quit in its File menu ends Porchlight\.$/);
    const exited = new Promise((resolve) => app.process().once("exit", resolve));
    await run.clickMenu("quit").catch(() => undefined);
    await exited;
  });

  it("is not needed to quit by closing the window, if the user wants that", async () => {
    await using run = await launchSharing({ closeToTray: false });
    const exited = new Promise((resolve) => run.app.process().once("exit", resolve));
    await closeWindow(run).catch(() => undefined);
    await exited;
  });
});

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

describe("a start at login", { skip: process.platform !== "linux" }, () => {
  for (const { resumeAtLogin, wasSharing, shares, rule } of [
    { resumeAtLogin: true, wasSharing: true, shares: true, rule: "goes on sharing if the user asked for that" },
    { resumeAtLogin: false, wasSharing: true, shares: false, rule: "shares nothing otherwise" },
    { resumeAtLogin: true, wasSharing: false, shares: false, rule: "shares nothing that was not shared before" },
  ]) {
    it(`is not seen and ${rule}`, async () => {
      const port = await freePort();
      const chosen = { folder: makeFolder(), reach: "computer", port, resumeAtLogin } as const;
      await using run = await launch({ userData: rememberedFolder(chosen, { wasSharing }), args: ["--hidden"] });
      assert.equal(await isVisible(run.app), false);
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
      await using run = await launch({ userData, args: ["--hidden"] });
      await lightState(run.page, shares ? "On" : "Off").waitFor();
    });
  }
});
