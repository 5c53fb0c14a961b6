import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, it, type TestContext } from "node:test";
import { launch, target, type Launched } from "../driver.ts";
import { desktopWithTray, isVisible, nextNavigation, rememberedFolder, until } from "./scene.ts";

/** A page that is never loaded to its end, for its picture never comes, and one that is, and does nothing. */
const endless = "<p>The page</p><img src='picture'>";
const idle = "<p>The page</p>";

/** Serves a page as Vite does while the app is developed. */
async function servePage(test: TestContext, page: string) {
  let pages = 0;
  const server = createServer(({ url }, response) => {
    if (url !== "/") return;
    pages++;
    response.setHeader("Content-Type", "text/html").end(page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  test.after(stop);
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return { env: { VITE_DEV_SERVER_URL: `http://127.0.0.1:${address.port}/` }, stop, asked: () => pages };
}

/** Has what the window shows be loaded to its end, as the words of an error are, and what waits for that wait no more. */
async function finishAtOnce({ app }: Launched): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }) => {
    const { setTimeout: later } = globalThis;
    globalThis.setTimeout = ((work: () => void) => later(work, 0)) as typeof setTimeout;
    BrowserWindow.getAllWindows()[0]?.webContents.emit("did-finish-load");
    globalThis.setTimeout = later;
    await new Promise((resolve) => later(resolve, 20));
  });
}

describe("a page that does not load", { skip: target.executable !== undefined }, () => {
  it("keeps nobody from starting the app again", async (test) => {
    const { env } = await servePage(test, endless);
    const desktop = { ...env, ...desktopWithTray() };
    await using run = await launch({ userData: rememberedFolder({}), args: ["--hidden"], env: desktop });
    assert.equal(await isVisible(run.app), false);
    assert.equal(await run.startAgain(), 0);
    await until(async () => (await isVisible(run.app)) === true);
  });

  it("because it crashes meanwhile, is loaded again without a word", async (test) => {
    const { env, asked } = await servePage(test, endless);
    await using run = await launch({ userData: rememberedFolder({}), env });
    await run.app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false }); // which would quit
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await until(() => Promise.resolve(asked() === 2));
    await run.app.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    assert.equal(run.process.exitCode, null);
  });

  it("does not end the app: it is said, and tried again until its user has enough of it", async (test) => {
    const { env, stop } = await servePage(test, endless);
    await using run = await launch({ userData: rememberedFolder({}), env });
    const exited = once(run.process, "exit");
    await run.app.evaluate(({ BrowserWindow, dialog }) => {
      Object.defineProperty(process, "platform", { value: "darwin" }); // where the app outlives its window
      BrowserWindow.getAllWindows()[0]?.close();
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = (...args: unknown[]) => {
        asked.push((args.at(-1) as { message: string }).message);
        return new Promise((resolve) => Object.assign(globalThis, { answer: resolve }));
      };
    });
    const asked = () => run.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    await until(() => run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 0));
    assert.deepEqual(await asked(), [], "a window that was closed meanwhile lacks nothing");
    const answer = (response: number) =>
      run.app.evaluate((_, pressed) => {
        (globalThis as unknown as { answer: (answer: unknown) => void }).answer({ response: pressed });
      }, response);
    stop();
    await run.app.evaluate(({ app }) => app.emit("activate"));
    await until(async () => (await asked()).length === 1);
    assert.equal(await isVisible(run.app), true);
    await finishAtOnce(run);
    assert.equal((await asked()).length, 1, "it is said once, however long that goes unanswered");
    await answer(0);
    await until(async () => (await asked()).length === 2);
    assert.deepEqual(new Set(await asked()), new Set(["Porchlight’s window could not be loaded."]));
    await answer(1);
    await exited;
  });

  it("nor begins, although it was loaded, is said as well", async (test) => {
    const { env } = await servePage(test, idle);
    await using run = await launch({ userData: rememberedFolder({}), env });
    await run.app.evaluate(({ dialog }) => {
      const asked = Promise.withResolvers<string>();
      Object.assign(globalThis, { asked: asked.promise });
      dialog.showMessageBox = (...args: unknown[]) => {
        asked.resolve((args.at(-1) as { message: string }).message);
        return new Promise(() => undefined);
      };
    });
    const asked = await run.app.evaluate(() => (globalThis as unknown as { asked: Promise<string> }).asked);
    assert.equal(asked, "Porchlight’s window could not be loaded.");
  });
});

describe("an app that cannot open", { skip: target.executable !== undefined || !target.isStandIn }, () => {
  it("says why and ends: without a window it would only be in the way of later starts", async () => {
    const standin = path.join(import.meta.dirname, "../standin");
    const root = path.join(import.meta.dirname, "../../..");
    const homes = { ELECTRON_STANDIN_HOME: standin, ELECTRON_STANDIN_NODE: process.execPath };
    const child = spawn(path.join(standin, "electron"), [root, `--user-data-dir=${rememberedFolder({})}`], {
      env: { ...process.env, ...homes, VITE_DEV_SERVER_URL: "no address" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const printed = text(child.stderr);
    assert.deepEqual(await once(child, "exit"), [1, null]);
    assert.match(await printed, /Porchlight cannot be started\nInvalid URL/);
  });
});

describe("a page that is being worked on", { skip: target.executable !== undefined }, () => {
  it("may load itself anew, as Vite has it do, and go nowhere else", async (test) => {
    const asked: string[] = [];
    let isMoved = false;
    const server = createServer(({ url = "" }, response) => {
      if (!url.includes("favicon")) asked.push(url);
      if (isMoved) response.writeHead(302, { Location: "/moved" }).end();
      else response.setHeader("Content-Type", "text/html").end("<p>The page</p>");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    test.after(() => server.close().closeAllConnections());
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const env = { VITE_DEV_SERVER_URL: `http://127.0.0.1:${address.port}/` };
    await using run = await launch({ userData: rememberedFolder({}), env });
    await run.app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => new Promise(() => undefined); // on a slow machine it is said that the page is idle
    });
    await run.page.getByText("The page").waitFor();
    const isRefused = await nextNavigation(run.app);
    await run.page.evaluate(() => location.assign("/elsewhere"));
    assert.equal(await isRefused(), true);
    await Promise.all([run.page.waitForEvent("load"), run.page.evaluate(() => location.reload())]);
    assert.deepEqual(asked, ["/", "/"]);
    isMoved = true;
    const isRedirectRefused = await nextNavigation(run.app, "will-redirect");
    await run.page.evaluate(() => location.reload()).catch(() => undefined);
    assert.equal(await isRedirectRefused(), true);
    assert.deepEqual(asked, ["/", "/", "/"]);
  });
});

/** Opens the window anew, hidden as it is at first; the function answers what became of it so far. */
async function openAnew({ app: running }: Launched): Promise<() => Promise<readonly string[]>> {
  await running.evaluate(({ app, BrowserWindow }) => {
    app.removeAllListeners("window-all-closed").on("window-all-closed", () => undefined); // which would end it
    app.once("browser-window-created", (_event, window) => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      window.webContents.on("did-finish-load", () => told.push("did-finish-load"));
      window.on("ready-to-show", () => told.push("ready-to-show"));
      window.on("show", () => told.push("show"));
      window.on("maximize", () => told.push("maximize"));
    });
    BrowserWindow.getAllWindows()[0]?.destroy(); // to close it would end the app
    app.emit("activate");
  });
  return () => running.evaluate(() => (globalThis as unknown as { told: string[] }).told);
}

describe("a window on X, which is drawn while it is hidden", { skip: !target.isStandIn }, () => {
  it("is shown when that is done, not as soon as its page has loaded", async () => {
    await using run = await launch({ userData: rememberedFolder({}) });
    const told = await openAnew(run);
    await until(async () => (await told()).includes("show"));
    assert.deepEqual(await told(), ["did-finish-load", "ready-to-show", "show"]);
  });
});

describe("a window that was maximised", { skip: !target.isStandIn }, () => {
  it("is shown when it is drawn, and then as large as it was", async () => {
    const window = { x: 0, y: 0, width: 900, height: 600, isMaximized: true };
    await using run = await launch({ userData: rememberedFolder({}, { window }) });
    const told = await openAnew(run);
    await until(async () => (await told()).includes("maximize"));
    assert.deepEqual(await told(), ["did-finish-load", "ready-to-show", "show", "maximize"]);
  });
});

describe("a window on Wayland, which is not drawn while it is hidden", { skip: !target.isStandIn }, () => {
  const env = { XDG_SESSION_TYPE: "wayland" };

  it("is shown when its page has loaded", async () => {
    await using run = await launch({ userData: rememberedFolder({}), env });
    await until(async () => (await isVisible(run.app)) === true);
    const told = await openAnew(run);
    await until(async () => (await told()).includes("ready-to-show"));
    assert.deepEqual(await told(), ["did-finish-load", "show", "ready-to-show"]);
  });

  it("is shown once: hidden by then, it stays so when the page loads again", async () => {
    await using run = await launch({ userData: rememberedFolder({}), env });
    const told = await openAnew(run);
    await until(async () => (await told()).includes("ready-to-show"));
    await run.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.hide();
      window?.webContents.reload();
    });
    await until(async () => (await told()).length > 3);
    assert.deepEqual(await told(), ["did-finish-load", "show", "ready-to-show", "did-finish-load"]);
    assert.equal(await isVisible(run.app), false);
  });
});
