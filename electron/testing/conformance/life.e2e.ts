import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { launch, type Launched } from "../driver.ts";
import { launchConformance, writeApp } from "./launch.ts";

/** Waits for the app to end and answers what it printed. */
async function ended(run: Launched, end: () => Promise<unknown>): Promise<string> {
  const closed = run.app.waitForEvent("close");
  await end();
  await closed;
  return run.printed();
}

describe("the life of an app", () => {
  it("quits in order: before-quit, windows, will-quit, quit, without window-all-closed", async () => {
    await using run = await launchConformance({ env: { CONFORMANCE_STAYS: "1" } });
    const printed = await ended(run, () => run.app.close());
    assert.match(printed, /will-finish-launching, ready, .*before-quit, will-quit, quit 0/);
    assert.doesNotMatch(printed, /window-all-closed/);
    assert.equal(run.process.exitCode, 0);
  });

  it("exits at once with a code, without asking", async () => {
    await using run = await launchConformance();
    const printed = await ended(run, () => run.app.evaluate(({ app }) => setImmediate(() => app.exit(3))));
    assert.match(printed, /quit 3/);
    assert.doesNotMatch(printed, /before-quit|will-quit/);
    assert.equal(run.process.exitCode, 3);
  });

  it("quits on a signal", async () => {
    await using run = await launchConformance();
    const printed = await ended(run, () => Promise.resolve(run.process.kill("SIGTERM")));
    assert.match(printed, /before-quit, will-quit, quit 0/);
  });

  it("stays when before-quit is prevented", async () => {
    await using run = await launchConformance();
    const windows = await run.app.evaluate(({ app, BrowserWindow }) => {
      app.once("before-quit", (event) => event.preventDefault());
      app.quit();
      return BrowserWindow.getAllWindows().length;
    });
    assert.equal(windows, 1);
  });

  it("is not ready before its main module has been evaluated, top-level awaits included", async () => {
    const app = writeApp(`import { app, BrowserWindow } from "electron";
      globalThis.order = [];
      app.on("ready", () => globalThis.order.push("ready"));
      app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL("data:text/html,<p>up</p>"));
      await new Promise((resolve) => setTimeout(resolve, 1500));
      globalThis.order.push("evaluated");`);
    await using run = await launch({ app });
    assert.deepEqual(await run.app.evaluate(() => (globalThis as unknown as { order: string[] }).order), [
      "evaluated",
      "ready",
    ]);
  });

  it("takes --no-sandbox back when it enables the sandbox", async () => {
    const app = writeApp(`import { app, BrowserWindow } from "electron";
      globalThis.has = [app.commandLine.hasSwitch("no-sandbox")];
      app.enableSandbox();
      globalThis.has.push(app.commandLine.hasSwitch("no-sandbox"));
      app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL("data:text/html,<p>up</p>"));`);
    await using run = await launch({ app, args: ["--no-sandbox"] });
    const has = await run.app.evaluate(() => (globalThis as unknown as { has: boolean[] }).has);
    assert.deepEqual(has, [true, false]);
  });

  it("is told of a second start on the same user data, which ends", async () => {
    await using run = await launchConformance({ env: { CONFORMANCE_LOCK: "1" } });
    assert.equal(await run.startAgain("/srv/films"), 0);
    const received = () =>
      run.app.evaluate(() => globalThis.seen.received as { cwd: string; data: { folder: string } }[]);
    while ((await received()).length === 0);
    const [second] = await received();
    assert.equal(second?.cwd, process.cwd());
    assert.equal(second.data.folder, "/srv/films");
  });

  it("opens its window where it was, if that is asked for", async () => {
    const userData = mkdtempSync(path.join(tmpdir(), "kept-"));
    const bounds = { x: 100, y: 50, width: 640, height: 480 };
    {
      await using run = await launchConformance({ userData });
      await run.app.evaluate(
        ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
        bounds,
      );
    }
    {
      await using run = await launchConformance({ userData });
      const found = await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
      assert.deepEqual(found, bounds);
    }
    rmSync(userData, { recursive: true, force: true });
  });

  it("knows its name, version and folders", async () => {
    await using run = await launchConformance();
    const known = await run.app.evaluate(({ app }) => ({
      name: app.getName(),
      version: app.getVersion(),
      userData: app.getPath("userData"),
      isPackaged: app.isPackaged,
      type: process.type,
      electron: process.versions.electron.split(".")[0],
      executable: app.getPath("exe") === process.execPath,
    }));
    const { userData } = run;
    const name = "Conformance";
    assert.deepEqual(known, {
      name,
      version: "1.2.3",
      userData,
      isPackaged: false,
      type: "browser",
      electron: "45",
      executable: true,
    });
  });
});

describe("the executable", () => {
  it("is Node when ELECTRON_RUN_AS_NODE says so", async () => {
    await using run = await launchConformance();
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_STANDIN_NODE: process.execPath };
    const asNode = spawnSync(run.process.spawnfile, ["-p", "1 + 1"], { env, encoding: "utf8" });
    assert.equal(asNode.stdout, "2\n");
  });

  it("tells its version", async () => {
    await using run = await launchConformance();
    const env = { ...process.env, ELECTRON_STANDIN_NODE: process.execPath };
    const told = spawnSync(run.process.spawnfile, ["--no-sandbox", "--version"], { env, encoding: "utf8" });
    assert.match(told.stdout, /^v45\./);
  });
});
