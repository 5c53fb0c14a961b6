import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { target, type Launched } from "../driver.ts";
import { launchConformance } from "./launch.ts";

declare const innerWidth: number;
declare const innerHeight: number;
declare const matchMedia: (query: string) => { readonly matches: boolean };

/** A handle of the app's window in its main process. */
function windowOf({ app }: Launched) {
  return app.evaluateHandle(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error("the app has no window");
    return window;
  });
}

describe("a window", () => {
  let run: Launched;
  let window: Awaited<ReturnType<typeof windowOf>>;
  before(async () => {
    run = await launchConformance();
    window = await windowOf(run);
  });
  after(() => run[Symbol.asyncDispose]());

  it("is told when it is ready to be shown, after the app is ready", async () => {
    const order = ["ready", "web-contents-created", "browser-window-created", "ready-to-show"];
    // in which order the page is loaded for its reader and for the app, nobody says
    const events = await run.app.evaluate(async () => {
      while (!globalThis.seen.events.includes("ready-to-show")) await new Promise(setImmediate);
      return globalThis.seen.events;
    });
    assert.deepEqual(
      events.filter((event) => order.includes(event)),
      order,
    );
  });

  it("created with show: false, is hidden until it is shown, and says so", async () => {
    const told = await window.evaluate((shown) => {
      const events: string[] = [String(shown.isVisible())];
      shown.on("show", () => events.push("show"));
      shown.on("hide", () => events.push("hide"));
      shown.show();
      events.push(String(shown.isVisible()));
      shown.hide();
      return [...events, String(shown.isVisible())];
    });
    assert.deepEqual(told, ["false", "show", "true", "hide", "false"]);
  });

  it("that is hidden is shown when it is maximised, and says so", async () => {
    const told = await window.evaluate(async (maximized) => {
      const events: string[] = [];
      for (const event of ["show", "maximize"] as const) {
        maximized.once(event as "show", () => events.push(event));
      }
      maximized.maximize();
      while (events.length < 2) await new Promise(setImmediate);
      events.push(String(maximized.isVisible()));
      maximized.unmaximize();
      maximized.hide();
      return events.toSorted(); // which of both comes first is the window manager's to say
    });
    assert.deepEqual(told, ["maximize", "show", "true"]);
  });

  it("takes its title from the page", async () => {
    assert.equal(await window.evaluate((titled) => titled.getTitle()), "the page's title");
  });

  it("resizes its page", async () => {
    for (const [width, height] of [
      [720, 520],
      [900, 600],
    ] as const) {
      await window.evaluate((resized, size) => resized.setContentSize(size.width, size.height), { width, height });
      await run.page.waitForFunction((wanted) => innerWidth === wanted.width && innerHeight === wanted.height, {
        width,
        height,
      });
      const picture = await run.page.screenshot();
      // a PNG says its width and height in its header
      assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [width, height]);
    }
  });

  it("is never smaller than its minimum", async () => {
    const size = await window.evaluate((resized) => {
      resized.setSize(100, 100);
      return resized.getSize();
    });
    assert.deepEqual(size, [400, 300]);
  });

  it("zooms its page", async () => {
    await window.evaluate((zoomed) => zoomed.setContentSize(900, 600));
    await window.evaluate((zoomed) => zoomed.webContents.setZoomFactor(1.5));
    await run.page.waitForFunction(() => innerWidth === 600);
    await window.evaluate((zoomed) => zoomed.webContents.setZoomLevel(0));
    await run.page.waitForFunction(() => innerWidth === 900);
  });

  it("shows its page as nativeTheme says", async () => {
    for (const theme of ["dark", "light"] as const) {
      const isDark = await run.app.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
        return nativeTheme.shouldUseDarkColors;
      }, theme);
      assert.equal(isDark, theme === "dark");
      await run.page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    }
  });

  it("keeps the theme when its page is reloaded", async () => {
    await run.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = "dark";
    });
    await run.page.reload();
    assert.equal(await run.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches), true);
  });

  it("stays open when its close is prevented", async () => {
    const remains = await run.app.evaluate(({ BrowserWindow }) => {
      const [kept] = BrowserWindow.getAllWindows();
      kept?.once("close", (event) => event.preventDefault());
      kept?.close();
      return BrowserWindow.getAllWindows().length;
    });
    assert.equal(remains, 1);
  });

  it("that stays open stops the app from quitting", async () => {
    const order = await run.app.evaluate(({ app, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.once("close", (event) => event.preventDefault());
      app.quit();
      return globalThis.seen.events.filter((event) => event.endsWith("quit"));
    });
    assert.deepEqual(order, ["before-quit"]);
  });

  it("survives a crash of its page, which a reload brings back", async () => {
    const outcome = await window.evaluate(async ({ webContents }) => {
      const crashed = new Promise<string>((resolve) => {
        webContents.once("render-process-gone", (_event, { reason }) => resolve(reason));
      });
      webContents.forcefullyCrashRenderer();
      const reason = await crashed;
      const wasCrashed = webContents.isCrashed();
      const loaded = new Promise<void>((resolve) => webContents.once("did-finish-load", () => resolve()));
      webContents.reload();
      await loaded;
      const echoed: unknown = await webContents.executeJavaScript("probe.invoke('echo', 'back')");
      return { reason, wasCrashed, isCrashed: webContents.isCrashed(), echoed };
    });
    assert.match(outcome.reason, /^(crashed|killed)$/);
    assert.deepEqual({ ...outcome, reason: "" }, { reason: "", wasCrashed: true, isCrashed: false, echoed: "back" });
  });
});

describe("a hidden window on Wayland", { skip: !target.isStandIn }, () => {
  it("loads its page, but is ready to be shown only once it is shown (electron/electron#48859)", async () => {
    await using run = await launchConformance({ env: { XDG_SESSION_TYPE: "wayland" } });
    await run.page.waitForLoadState("load");
    const told = await run.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      while (window?.webContents.isLoading() !== false) await new Promise(setImmediate);
      await window.webContents.executeJavaScript("new Promise((drawn) => requestAnimationFrame(drawn))");
      const before = globalThis.seen.events.includes("ready-to-show");
      window.show();
      while (!globalThis.seen.events.includes("ready-to-show")) await new Promise(setImmediate);
      return { before };
    });
    assert.deepEqual(told, { before: false });
  });
});

describe("the last window", () => {
  it("closed, leaves an app running that listens for that", async () => {
    await using run = await launchConformance({ env: { CONFORMANCE_STAYS: "1" } });
    await run.page.close();
    const isOver = () => run.app.evaluate(() => globalThis.seen.events.includes("window-all-closed"));
    while (!(await isOver()));
    assert.equal(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 0);
  });

  it("closed, ends an app that does not listen", async () => {
    await using run = await launchConformance();
    const closed = run.app.waitForEvent("close");
    await run.page.close();
    await closed;
    assert.equal(run.process.exitCode, 0);
  });
});
