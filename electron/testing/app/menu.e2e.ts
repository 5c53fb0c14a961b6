import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { launch, target } from "../driver.ts";
import {
  callsOf,
  get,
  launchSharing,
  lightState,
  makeFolder,
  rememberedFolder,
  requestRow,
  shownUrl,
  until,
} from "./scene.ts";

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
    await page.keyboard.press("Escape");
    await run.clickMenu("show-settings");
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
  });

  it("waits with what it asks for until the page is there again", async () => {
    await using run = await launchSharing();
    await run.app.evaluate(({ BrowserWindow, Menu }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const item = Menu.getApplicationMenu()?.getMenuItemById("show-help");
      contents?.once("did-start-loading", () => void item?.click());
      contents?.reload();
    });
    await run.page.getByRole("dialog", { name: "Others cannot connect?" }).waitFor();
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

  for (const gone of ["hide", "close"] as const) {
    it(`says it on a Mac's window, which a ${gone} has taken: said on none, it would hold the share up`, async () => {
      await using run = await launch({ userData: rememberedFolder({}) });
      const places = await run.app.evaluate(({ BrowserWindow, dialog, Menu }, action) => {
        Object.defineProperty(process, "platform", { value: "darwin" });
        BrowserWindow.getAllWindows()[0]?.[action]();
        return new Promise<boolean[]>((resolve) => {
          dialog.showMessageBox = (...args: unknown[]) => {
            const windows = args.slice(0, -1) as { isVisible(): boolean }[];
            resolve(windows.map((window) => window.isVisible()));
            return Promise.resolve({ response: 0, checkboxChecked: false });
          };
          Menu.getApplicationMenu()?.getMenuItemById("about")?.click();
        });
      }, gone);
      assert.deepEqual(places, [true]);
    });
  }

  it("shows licences, where it is packed its own too", { skip: !target.isStandIn }, async () => {
    await using run = await launch({ userData: rememberedFolder({}) });
    const { beside, resources, isPackaged } = await run.app.evaluate(({ app }) => ({
      beside: process.getBuiltinModule("node:path").dirname(app.getPath("exe")),
      resources: process.resourcesPath,
      isPackaged: app.isPackaged,
    }));
    const chromium = path.join(process.platform === "darwin" ? resources : beside, "LICENSES.chromium.html");
    const own = path.join(resources, "licences");
    const show = async (button: string, file: string) => {
      await run.app.evaluate(({ dialog }, name) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          const { buttons } = args.at(-1) as { buttons: string[] };
          return Promise.resolve({ response: buttons.indexOf(name), checkboxChecked: false });
        };
      }, button);
      await until(async () => {
        await run.clickMenu("about"); // which does nothing for a moment behind the one before
        return (await callsOf(run.app, "shell.openPath")).flat().at(-1) === file;
      });
    };
    await show("Show Chromium’s Licences", chromium);
    if (isPackaged) {
      await show("Show Licences", own);
      assert.ok(readdirSync(own).includes("server.md"));
    }
    const isMenuObeyed = async () => {
      await run.clickMenu("show-settings");
      return run.page.getByRole("dialog").isVisible();
    };
    await until(isMenuObeyed); // and not for ever taken for what waits behind a dialog
  });

  it("chooses a folder", async () => {
    await using run = await launch({ userData: rememberedFolder({ folder: makeFolder() }) });
    const other = makeFolder();
    await run.answerFolderDialog(other);
    await run.clickMenu("choose-folder");
    await run.page.getByText(other, { exact: true }).waitFor();
  });

  it("does nothing behind what the system asks, and nothing of it twice", async () => {
    await using run = await launchSharing();
    const { page, app } = run;
    await app.evaluate(({ dialog }) => {
      const shown: string[] = [];
      const answers: (() => void)[] = [];
      Object.assign(globalThis, { shown, answers });
      const waiting = <Answer>(name: string, answer: Answer) => {
        shown.push(name);
        return new Promise<Answer>((resolve) => answers.push(() => resolve(answer)));
      };
      dialog.showMessageBox = () => waiting("message", { response: 0, checkboxChecked: false });
      dialog.showOpenDialog = () => waiting("folder", { canceled: true, filePaths: [] });
      dialog.showSaveDialog = () => waiting("file", { canceled: true, filePath: "" });
    });
    type Dialogs = { readonly shown: string[]; readonly answers: (() => void)[] };
    // what follows from an answer does so in the app's own turn, which need not come before the next thing asked of it
    const answer = () =>
      app.evaluate(() => {
        (globalThis as unknown as Dialogs).answers.pop()?.();
        return new Promise<void>((resolve) => setImmediate(resolve));
      });
    await run.clickMenu("about");
    for (const item of ["about", "pause-log", "toggle-sharing", "show-help"]) await run.clickMenu(item);
    const chosen = await page.evaluate(() => bridge.request("folder:choose"));
    const saved = await page.evaluate(() => bridge.request("log:export", "har", []));
    assert.deepEqual([chosen, saved], [undefined, { ok: true, value: undefined }]);
    await answer();
    await run.clickMenu("choose-folder");
    await until(() => app.evaluate(() => (globalThis as unknown as Dialogs).shown.length > 1));
    for (const item of ["choose-folder", "pause-log", "about"]) await run.clickMenu(item);
    await answer();
    await run.clickMenu("pause-log");
    await page.getByRole("button", { name: /Go on/ }).waitFor();
    assert.deepEqual(await app.evaluate(() => (globalThis as unknown as Dialogs).shown), ["message", "folder"]);
    assert.equal(await lightState(page, "On").count(), 1);
    assert.equal(await page.getByRole("dialog").count(), 0);
  });

  it("pauses the log, and lets it go on", async () => {
    await using run = await launchSharing();
    const { page, url } = run;
    await run.clickMenu("pause-log");
    await page.getByRole("button", { name: /Go on/ }).waitFor();
    await get(`${url}hello.txt`);
    await page.getByRole("button", { name: /Go on/ }).getByText("1 new").waitFor();
    await run.clickMenu("pause-log");
    await requestRow(page, "hello.txt").waitFor();
  });

  it("exports the log", async () => {
    await using run = await launchSharing();
    const file = path.join(makeFolder({}), "log.ndjson");
    await get(`${run.url}hello.txt`);
    await requestRow(run.page, "hello.txt").waitFor();
    await run.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await run.clickMenu("export-log");
    await run.page.getByRole("status").getByText("Exported 1 request to").waitFor();
    const { target: asked } = JSON.parse(readFileSync(file, "utf8")) as { readonly target: string };
    assert.equal(asked, "/hello.txt");
  });
});
