import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import type { ElectronApplication } from "playwright-core";
import { launch } from "../driver.ts";
import {
  beginDownload,
  accepted,
  launchSharing,
  isVisible,
  lightState,
  lightSwitch,
  makeFolder,
  rememberedFolder,
  requestRow,
  until,
  untilGot,
} from "./scene.ts";

const large = Buffer.alloc(50_000_000, "x");

/** Answers the questions that the app asks from now on with one of their buttons, and gathers them. */
async function answerQuestions(app: ElectronApplication, button: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: unknown[]) => {
      const options = args.at(-1) as { message: string; buttons: string[] };
      asked.push(options.message);
      return Promise.resolve({ response: options.buttons.indexOf(wanted), checkboxChecked: false });
    };
  }, button);
}

/** Makes the drive of a folder stand still, until the returned function is called. */
async function holdDrive(app: ElectronApplication, folder: string): Promise<() => Promise<void>> {
  await app.evaluate((_, held) => {
    // what the app has in the place of node:fs/promises (vite.config.ts)
    const { promises: disk } = process.getBuiltinModule("original-fs") as typeof import("node:fs");
    const { stat } = disk;
    const answered = new Promise<void>((resolve) => Object.assign(globalThis, { answer: resolve }));
    disk.stat = (async (...args: Parameters<typeof stat>) => {
      if (args[0] === held) await answered;
      return stat(...args);
    }) as typeof stat;
  }, folder);
  return () => app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
}

/** Hands over a folder as a Mac does. */
async function handOver(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ app: running }, opened) => {
    running.emit("open-file", { preventDefault: () => undefined }, opened);
  }, folder);
}

describe("the app", () => {
  it("lets 32 operations of disks be under way at once", { skip: process.platform !== "linux" }, async () => {
    await using run = await launchSharing();
    const threads = await run.app.evaluate(() => {
      const { readdirSync, readFileSync } = process.getBuiltinModule("node:fs");
      return readdirSync("/proc/self/task").map((id) => readFileSync(`/proc/self/task/${id}/comm`, "utf8"));
    });
    assert.equal(threads.filter((name) => name === "libuv-worker\n").length, 32);
  });

  it("takes the folder of a second start, which ends", async () => {
    const folder = makeFolder();
    await using run = await launch({ userData: rememberedFolder({}) });
    assert.equal(await run.startAgain(folder), 0);
    await run.page.getByText(folder, { exact: true }).waitFor();
  });

  it("says in words that the folder of a second start is none", async () => {
    const folder = makeFolder();
    await using run = await launch({ userData: rememberedFolder({ folder }) });
    assert.equal(await run.startAgain("/no/such/folder"), 0);
    const alert = run.page.getByRole("alert");
    await alert.getByText("There is no folder /no/such/folder.").waitFor();
    // to try again would turn the light on for the folder that is chosen
    assert.deepEqual(await alert.getByRole("button").allInnerTexts(), ["OK"]);
    await run.page.getByText(folder, { exact: true }).waitFor();
  });

  it("asks before the folder of a second start takes the place of one that is shared", async () => {
    const other = makeFolder({ "other.txt": "other" });
    await using run = await launchSharing();
    const { page } = run;
    const question = page.getByRole("dialog", { name: /instead\?$/ });
    assert.equal(await run.startAgain(other), 0);
    await question.getByRole("button", { name: /^Keep/ }).click();
    await lightSwitch(page).click();
    await lightState(page, "Off").waitFor();
    await page.getByText(run.folder, { exact: true }).waitFor();
    await lightSwitch(page).click();
    await lightState(page, "On").waitFor();
    assert.equal(await run.startAgain(other), 0);
    await question.getByRole("button", { name: /^Share/ }).click();
    await page.getByText(other, { exact: true }).waitFor();
    await lightState(page, "On").waitFor();
    await untilGot(`${run.url}other.txt`, "other");
  });

  it("says in words that the folder of a second start is none while one is shared", async () => {
    await using run = await launchSharing();
    assert.equal(await run.startAgain("/no/such/folder"), 0);
    await run.page.getByRole("alert").getByText("There is no folder /no/such/folder.").waitFor();
    await lightState(run.page, "On").waitFor();
  });

  it("takes a folder that a Mac hands to it", async () => {
    const folder = makeFolder();
    await using run = await launch({ userData: rememberedFolder({}) });
    const isHandled = await run.app.evaluate(({ app }, opened) => {
      let prevented = false;
      app.emit("open-file", { preventDefault: () => (prevented = true) }, opened);
      return prevented;
    }, folder);
    assert.ok(isHandled);
    await run.page.getByText(folder, { exact: true }).waitFor();
  });

  it("comes to the front at once for a folder on a drive that does not answer", async () => {
    const folder = makeFolder();
    await using run = await launch({ userData: rememberedFolder({}) });
    const answer = await holdDrive(run.app, folder);
    await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await handOver(run.app, folder);
    await until(async () => (await isVisible(run.app)) === true);
    assert.equal(await run.page.getByText(folder, { exact: true }).count(), 0);
    await answer();
    await run.page.getByText(folder, { exact: true }).waitFor();
  });

  it("takes the folder that is handed to it last, also where the drive of one before answers later", async () => {
    const [slow, last] = [makeFolder(), makeFolder()];
    await using run = await launch({ userData: rememberedFolder({}) });
    const answer = await holdDrive(run.app, slow);
    await handOver(run.app, slow);
    await handOver(run.app, last);
    await run.page.getByText(last, { exact: true }).waitFor();
    await answer();
    await run.page.waitForTimeout(300);
    await run.page.getByText(last, { exact: true }).waitFor();
  });

  it("asks about a folder that is handed to it while its page loads, once that is there", async () => {
    const other = makeFolder();
    await using run = await launchSharing();
    await run.app.evaluate(({ app, BrowserWindow }, opened) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.once("did-start-loading", () => app.emit("open-file", { preventDefault: () => undefined }, opened));
      contents?.reload();
    }, other);
    await run.page.getByRole("dialog", { name: /instead\?$/ }).waitFor();
  });

  it("shows the addresses that the computer has after it woke up", async () => {
    const folder = makeFolder();
    await using run = await launchSharing({ reach: "network", folder, accepted: [accepted(folder)] });
    const looks = await run.app.evaluate(({ powerMonitor }) => {
      const os = process.getBuiltinModule("node:os");
      const address = { netmask: "255.255.255.0", family: "IPv4", mac: "02:00:00:00:00:01", internal: false } as const;
      let asked = 0;
      os.networkInterfaces = () => {
        asked++;
        return { wlan7: [{ ...address, address: "192.0.2.77", cidr: "192.0.2.77/24" }] };
      };
      powerMonitor.emit("resume");
      return asked;
    });
    assert.ok(looks > 0, "at once, and not at the next look");
    await run.page
      .getByRole("list", { name: "Addresses" })
      .getByText(/^192\.0\.2\.77:/)
      .waitFor();
  });

  it("remembers its settings over a restart", async () => {
    const userData = rememberedFolder({ folder: makeFolder() });
    {
      await using run = await launch({ userData });
      await run.page.getByRole("radio", { name: "Only this computer" }).click();
      await run.page.getByRole("textbox", { name: "Port" }).fill("9876");
      await run.page.getByRole("textbox", { name: "Port" }).press("Enter");
      await run.page.getByRole("button", { name: "Settings" }).click();
      await run.page.getByRole("radio", { name: "Dark" }).click();
      await run.page.getByRole("switch", { name: "Tell me when a download completes or a file arrives" }).click();
      await run.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.setBounds({ width: 900, height: 600 }),
      );
    }
    await using run = await launch({ userData });
    const { settings } = await run.page.evaluate(() => globalThis.bridge.request("app:snapshot"));
    const { reach, port, theme, notifyOnDownload } = settings;
    assert.deepEqual([reach, port, theme, notifyOnDownload], ["computer", 9876, "dark", true]);
    const size = await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    assert.deepEqual(size, [900, 600]);
  });

  // Electron ends the process by itself, and tells of no quitting (WM_ENDSESSION in native_window_views_win.cc)
  it("remembers where its window is when Windows ends the session", async () => {
    const userData = rememberedFolder({});
    await using run = await launch({ userData });
    await run.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setBounds({ width: 900, height: 600 });
      window?.emit("query-session-end", { preventDefault: () => undefined, reasons: ["shutdown"] });
    });
    await until(() => readFileSync(path.join(userData, "settings.json"), "utf8").includes('"width": 900'));
  });

  it("opens its window again where a Mac's user has closed it", async () => {
    await using run = await launch({ userData: rememberedFolder({}) });
    await run.app.evaluate(({ app, BrowserWindow }) => {
      Object.defineProperty(process, "platform", { value: "darwin" });
      const [window] = BrowserWindow.getAllWindows();
      window?.setBounds({ width: 900, height: 600 });
      window?.close();
      return new Promise<void>((closed) => {
        window?.once("closed", () => {
          app.emit("activate");
          closed();
        });
      });
    });
    const size = () => run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    await until(async () => (await size()) !== undefined);
    assert.deepEqual(await size(), [900, 600]);
  });

  it("asks before it quits in the middle of a transfer, and stays if told to", async () => {
    await using run = await launchSharing({ folder: makeFolder({ "large.bin": large }) });
    const { app, page, url } = run;
    const download = await beginDownload(`${url}large.bin`);
    await requestRow(page, "large.bin").waitFor();
    await answerQuestions(app, "Keep Sharing");
    await run.clickMenu("quit");
    const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    await until(async () => (await asked()).length > 0);
    assert.deepEqual(await asked(), ["A transfer is under way."]);
    await lightState(page, "On").waitFor();
    download.destroy();
    await requestRow(page, "large.bin").getByText(/left/).waitFor();
  });

  it("quits in the middle of a transfer when told to", async () => {
    await using run = await launchSharing({ folder: makeFolder({ "large.bin": large }) });
    const { app, url } = run;
    await beginDownload(`${url}large.bin`);
    await requestRow(run.page, "large.bin").waitFor();
    await answerQuestions(app, "Quit");
    const closed = once(app.process(), "exit");
    await run.clickMenu("quit");
    await closed;
  });

  it("stops gently: what is under way may finish, and is cut off when asked again", async () => {
    await using run = await launchSharing({ folder: makeFolder({ "large.bin": large }) });
    const { app, page, url } = run;
    await beginDownload(`${url}large.bin`);
    await requestRow(page, "large.bin").waitFor();
    await lightSwitch(page).click();
    await page.getByText("1 transfer may still finish.").waitFor();
    await page.getByRole("button", { name: "Turn off at once" }).click();
    await lightState(page, "Off").waitFor();
    assert.equal(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 1);
  });
});
