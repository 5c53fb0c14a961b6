import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ElectronApplication } from "playwright-core";
import { launch, target, type Launched } from "../driver.ts";
import {
  beginDownload,
  desktopWithTray,
  get,
  isVisible,
  launchSharing,
  lightState,
  lightSwitch,
  makeFolder,
  rememberedFolder,
  requestRow,
  until,
  type Sharing,
} from "./scene.ts";

function launchWithTray(settings: Parameters<typeof launchSharing>[0] = {}): Promise<Sharing> {
  return launchSharing(settings, { env: desktopWithTray() });
}

type Counted = { readonly built: number; readonly told: number };
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

describe("the tray", { skip: !target.isStandIn || process.platform !== "linux" }, () => {
  it("shows the state and the addresses, and stops and starts the share", async () => {
    await using run = await launchWithTray();
    const { app, page, url } = run;
    const view = await tray(app);
    assert.match(view.toolTip, /^Porchlight: Sharing/);
    assert.ok(view.labels.includes(`Copy ${url}`));
    await clickTray(app, `Copy ${url}`);
    assert.equal(await app.evaluate(({ clipboard }) => clipboard.readText()), url);

    await app.evaluate(({ clipboard, dialog }) => {
      clipboard.writeText = () => Promise.reject(new Error("it is in use"));
      dialog.showMessageBox = (...args: unknown[]) => {
        Object.assign(globalThis, { told: args.at(-1) });
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    });
    await clickTray(app, `Copy ${url}`);
    await until(() =>
      app.evaluate(
        () => (globalThis as { told?: { message: string } }).told?.message === "Nothing could be copied: it is in use.",
      ),
    );

    await clickTray(app, "Turn the Light Off");
    await lightState(page, "Off").waitFor();
    assert.deepEqual((await tray(app)).labels.slice(0, 3), ["The light is off", "", "Turn the Light On"]);
    await clickTray(app, "Turn the Light On");
    await lightState(page, "On").waitFor();
  });

  it("is built once while transfers are waited for, and stops the share at once when told to", async () => {
    await using run = await launchWithTray({ folder: makeFolder({ "large.bin": Buffer.alloc(50_000_000) }) });
    const { app, page, url } = run;
    await beginDownload(`${url}large.bin`);
    await requestRow(page, "large.bin").waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      const counted = { built: 0, told: 0 };
      Object.assign(globalThis, { counted });
      const [icon, contents] = [globalThis.standin.trays[0], BrowserWindow.getAllWindows()[0]?.webContents];
      if (icon === undefined || contents === undefined) throw new Error("there is no tray, or no window");
      const [setContextMenu, send] = [icon.setContextMenu.bind(icon), contents.send.bind(contents)];
      icon.setContextMenu = (menu) => {
        counted.built++;
        setContextMenu(menu);
      };
      contents.send = (channel: string, ...args: unknown[]) => {
        if (channel === "share:status") counted.told++;
        send(channel, ...args);
      };
    });
    const counted = () => app.evaluate(() => (globalThis as unknown as { counted: Counted }).counted);
    await clickTray(app, "Turn the Light Off");
    await until(async () => (await counted()).told >= 3);
    assert.equal((await counted()).built, 1);
    assert.equal((await tray(app)).labels[0], "Turning off, 1 under way…");
    await clickTray(app, "Turn Off at Once");
    await lightState(page, "Off").waitFor();
    assert.equal((await tray(app)).labels[0], "The light is off");
  });

  it("quits the app", async () => {
    await using run = await launchWithTray();
    const exited = new Promise((resolve) => run.process.once("exit", resolve));
    await clickTray(run.app, "Quit").catch(() => undefined);
    await exited;
    assert.equal(run.process.exitCode, 0);
  });

  it("keeps the share on when the window is closed, and says so once", async () => {
    await using run = await launchWithTray();
    const { app, url } = run;
    await closeWindow(run);
    assert.equal(await isVisible(app), false);
    assert.equal((await get(`${url}hello.txt`)).status, 200);
    const told = () => app.evaluate(() => globalThis.standin.notifications.map(({ title }) => title));
    assert.deepEqual(await told(), ["Porchlight keeps sharing"]);
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

  it("comes when the desktop does, which a login starts beside the app", async () => {
    await using run = await launch({
      userData: rememberedFolder({}),
      env: desktopWithTray(true),
      args: ["--hidden"],
    });
    await until(async () => (await tray(run.app)).labels.includes("Open Porchlight"));
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

  it("is done without at login too: the window is there, minimised, and is not in the way", async () => {
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder() }), args: ["--hidden"] });
    const isMinimized = () => run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
    await until(async () => (await isMinimized()) === true);
    assert.equal(await run.startAgain(), 0);
    assert.equal(await isMinimized(), false);
    assert.equal(await isVisible(run.app), true);
  });

  it("asks over no window that is hidden: its question could not be seen", async () => {
    await using run = await launchWithTray({ folder: makeFolder({ "large.bin": Buffer.alloc(50_000_000) }) });
    const { app, url, page } = run;
    await beginDownload(`${url}large.bin`);
    await requestRow(page, "large.bin").waitFor();
    await app.evaluate(({ dialog }) => {
      const asked: boolean[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = (...args: unknown[]) => {
        asked.push(args.length > 1);
        return Promise.resolve({ response: 1, checkboxChecked: false });
      };
    });
    const asked = () => app.evaluate(() => (globalThis as unknown as { asked: boolean[] }).asked);
    await clickTray(app, "Quit");
    await until(async () => (await asked()).length === 1);
    await closeWindow(run);
    await until(async () => {
      await clickTray(app, "Quit"); // in vain while the app is still taking in the first answer
      return (await asked()).length === 2;
    });
    assert.deepEqual(await asked(), [true, false]);
    await run.answerMessageBox(0);
  });

  it("is not needed to quit by closing the window, if the user wants that", async () => {
    await using run = await launchSharing({ closeToTray: false });
    const exited = new Promise((resolve) => run.app.process().once("exit", resolve));
    await closeWindow(run).catch(() => undefined);
    await exited;
  });
});
