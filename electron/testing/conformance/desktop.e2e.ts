import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { target, type Launched } from "../driver.ts";
import type { Probe } from "./app/preload.ts";
import { launchConformance } from "./launch.ts";

declare const probe: Probe;

describe("the desktop", () => {
  let run: Launched;
  before(async () => {
    run = await launchConformance();
  });
  after(() => run[Symbol.asyncDispose]());

  it("a menu item is found by its id, however deep, and clicked", async () => {
    await run.app.evaluate(({ Menu }) => {
      const click = (): void => void globalThis.seen.received.push("clicked");
      const submenu = [{ label: "Deeper", submenu: [{ id: "deep", label: "Deep", click }] }];
      Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: "Folder", submenu }, { role: "editMenu" }]));
    });
    await run.clickMenu("deep");
    assert.deepEqual(await run.app.evaluate(() => globalThis.seen.received), ["clicked"]);
    await assert.rejects(run.clickMenu("nothing"), /no item nothing/);
  });

  it("a role brings its label, and the items under it", async () => {
    const labels = await run.app.evaluate(({ Menu }) => {
      const menu = Menu.buildFromTemplate([{ role: "editMenu" }]);
      return [menu.items[0]?.label, menu.items[0]?.submenu?.items.some(({ role }) => role?.toLowerCase() === "copy")];
    });
    assert.deepEqual(labels, ["Edit", true]);
  });

  it("a click ticks a check box, and one radio button of several", async () => {
    const ticked = await run.app.evaluate(({ Menu }) => {
      const menu = Menu.buildFromTemplate([
        { id: "box", label: "Box", type: "checkbox" },
        { id: "one", label: "One", type: "radio", checked: true },
        { id: "two", label: "Two", type: "radio" },
      ]);
      for (const id of ["box", "two"]) (menu.getMenuItemById(id)?.click as () => void)();
      return menu.items.filter(({ checked }) => checked).map(({ id }) => id);
    });
    assert.deepEqual(ticked, ["box", "two"]);
  });

  it("a menu's template is checked", async () => {
    const message = await run.app.evaluate(({ Menu }) => {
      try {
        Menu.buildFromTemplate([{}]);
        return "built";
      } catch (error) {
        return (error as Error).message;
      }
    });
    assert.match(message, /must have label, role or type/);
  });

  it("the clipboard keeps text", async () => {
    const text = await run.app.evaluate(async ({ clipboard }) => {
      await clipboard.writeText("http://192.168.1.5:8080");
      return clipboard.readText();
    });
    assert.equal(text, "http://192.168.1.5:8080");
  });

  it("a power save blocker is started until it is stopped", async () => {
    const states = await run.app.evaluate(({ powerSaveBlocker }) => {
      const id = powerSaveBlocker.start("prevent-app-suspension");
      return [powerSaveBlocker.isStarted(id), powerSaveBlocker.stop(id), powerSaveBlocker.isStarted(id)];
    });
    assert.deepEqual(states, [true, true, false]);
  });

  it("a folder dialog is answered by the test", async () => {
    for (const folder of ["/srv/films", undefined]) {
      await run.answerFolderDialog(folder);
      const answer = await run.app.evaluate(({ dialog }) => dialog.showOpenDialog({ properties: ["openDirectory"] }));
      assert.deepEqual(answer, { canceled: folder === undefined, filePaths: folder === undefined ? [] : [folder] });
    }
  });
});

describe("the stand-in alone", { skip: !target.isStandIn }, () => {
  let run: Launched;
  before(async () => {
    run = await launchConformance();
  });
  after(() => run[Symbol.asyncDispose]());

  /** What a use of Electron's API fails with. */
  const failureOf = (code: string): Promise<string> =>
    run.app.evaluate(async (electron, body) => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- each case is a line of code
      const use = new Function("electron", `return ${body}`) as (electron: unknown) => unknown;
      try {
        return `no failure: ${String(await use(electron))}`;
      } catch (error) {
        return (error as Error).message;
      }
    }, code);

  const lacks = [
    { code: "electron.app.getGPUInfo('basic')", told: "electron.app.getGPUInfo" },
    { code: "electron.safeStorage.isEncryptionAvailable()", told: "electron.safeStorage.isEncryptionAvailable" },
    { code: "new electron.TouchBar({})", told: "electron.TouchBar" },
    { code: "electron.BrowserWindow.getAllWindows()[0].setVibrancy(null)", told: "BrowserWindow.setVibrancy" },
    { code: "electron.BrowserWindow.getAllWindows()[0].webContents.openDevTools()", told: "WebContents.openDevTools" },
    { code: "electron.session.defaultSession.webRequest", told: "session.defaultSession.webRequest" },
    { code: "electron.dialog.showOpenDialogSync({})", told: "electron.dialog.showOpenDialogSync" },
  ] as const;
  for (const { code, told } of lacks) {
    it(`refuses what it lacks: ${told}`, async () => {
      assert.equal(await failureOf(code), `stand-in: ${told} is not implemented`);
    });
  }

  for (const name of ["showOpenDialog", "showSaveDialog", "showMessageBox"]) {
    it(`rejects a dialog that no test has answered: ${name}`, async () => {
      assert.match(await failureOf(`electron.dialog.${name}({})`), /the test gave no answer/);
    });
  }

  it("refuses to say where a file lies that no test has placed", async () => {
    const told = run.page.evaluate(() => probe.pathOf(new File([], "nowhere.txt")));
    await assert.rejects(told, /the test placed no file called nowhere\.txt/);
  });

  it("refuses a window that is not sandboxed", async () => {
    const code = "new electron.BrowserWindow({ webPreferences: { sandbox: false } })";
    assert.match(await failureOf(code), /not sandboxed/);
  });

  it("records what the app asked of the desktop", async () => {
    const calls = await run.app.evaluate(async ({ app, shell, BrowserWindow }) => {
      await shell.openExternal("https://example.org/");
      shell.showItemInFolder("/srv/films/a.mp4");
      app.setLoginItemSettings({ openAtLogin: true });
      BrowserWindow.getAllWindows()[0]?.setProgressBar(0.5);
      return globalThis.standin.calls.map(({ api, args }) => [api, args[0]]);
    });
    assert.deepEqual(calls, [
      ["shell.openExternal", "https://example.org/"],
      ["shell.showItemInFolder", "/srv/films/a.mp4"],
      ["app.setLoginItemSettings", { openAtLogin: true }],
      ["BrowserWindow.setProgressBar", 0.5],
    ]);
    assert.equal(await run.app.evaluate(({ app }) => app.getLoginItemSettings().openAtLogin), true);
  });

  it("keeps trays, notifications and pop-up menus for a test to use", async () => {
    const told = await run.app.evaluate(({ Menu, Notification, Tray, nativeImage }) => {
      const events: string[] = [];
      const tray = new Tray(nativeImage.createEmpty());
      tray.setContextMenu(Menu.buildFromTemplate([{ id: "stop", label: "Stop", click: () => events.push("stop") }]));
      tray.on("click", () => events.push("tray"));
      const notification = new Notification({ title: "Sharing" });
      notification.on("click", () => events.push("notification"));
      notification.show();
      Menu.buildFromTemplate([{ label: "Copy address", click: () => events.push("popup") }]).popup();
      globalThis.standin.trays[0]?.emit("click");
      globalThis.standin.trays[0]?.contextMenu?.find("stop")?.click();
      globalThis.standin.notifications[0]?.emit("click");
      globalThis.standin.menus[0]?.items[0]?.click();
      return [...events, globalThis.standin.notifications[0]?.title];
    });
    assert.deepEqual(told, ["tray", "stop", "notification", "popup", "Sharing"]);
  });
});
