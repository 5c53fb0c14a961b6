import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Launched } from "../driver.ts";
import { launchConformance } from "./launch.ts";

declare const external: boolean;
declare const location: { href: string; reload(): void };
declare const fetch: (url: string, init?: object) => Promise<{ readonly status: number; json(): Promise<unknown> }>;

describe("a page of the app's own scheme", () => {
  let run: Launched;
  before(async () => {
    run = await launchConformance();
    await run.page.waitForLoadState("load");
  });
  after(() => run[Symbol.asyncDispose]());

  it("has the address that the app gave it", async () => {
    const url = await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
    assert.equal(url, "app://conformance/");
  });

  it("is held to the policy in its headers: its own scripts run, inline ones do not", async () => {
    assert.equal(await run.page.evaluate(() => external), true);
    assert.equal(await run.page.locator("#inline").textContent(), "not run");
  });

  it("cannot reach what the policy does not list", async () => {
    const outcome = await run.page.evaluate(() => fetch("https://example.invalid/").then(String, () => "refused"));
    assert.equal(outcome, "refused");
  });

  it("is answered by the app's handler: method, body, headers, status", async () => {
    const told = await run.page.evaluate(async () => (await fetch("/post", { method: "POST", body: "text" })).json());
    assert.deepEqual(told, { method: "POST", body: "text", origin: "app://conformance" });
    assert.equal(await run.page.evaluate(async () => (await fetch("/nothing")).status), 404);
  });

  it("gets files through net.fetch", async () => {
    const manifest = await run.page.evaluate(async () => (await fetch("/file")).json());
    assert.equal((manifest as { name: string }).name, "conformance");
  });

  it("goes nowhere when will-navigate is prevented", async () => {
    await run.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.on("will-navigate", (event) => {
        event.preventDefault();
        globalThis.seen.received.push(event.url, event.isMainFrame);
      });
    });
    await run.page.getByText("elsewhere").click({ noWaitAfter: true });
    while ((await run.app.evaluate(() => globalThis.seen.received.length)) === 0);
    assert.deepEqual(await run.app.evaluate(() => globalThis.seen.received), ["app://conformance/elsewhere", true]);
    await run.page.getByText("conformance").waitFor();
  });

  it("is not loaded anew by its own script when will-navigate is prevented", async () => {
    await run.page.evaluate(() => {
      Object.assign(globalThis, { isFirst: true });
      location.reload();
    });
    const received = () => run.app.evaluate(() => globalThis.seen.received);
    while ((await received()).length < 4);
    assert.deepEqual((await received()).slice(2), ["app://conformance/", true]);
    assert.equal(await run.page.evaluate(() => "isFirst" in globalThis), true);
  });

  it("keeps a frame where it is when will-frame-navigate is prevented", async () => {
    await run.app.evaluate(({ BrowserWindow }) => {
      globalThis.seen.received.length = 0;
      BrowserWindow.getAllWindows()[0]?.webContents.once("will-frame-navigate", (event) => {
        event.preventDefault();
        globalThis.seen.received.push(event.url, event.isMainFrame, event.frame?.url);
      });
    });
    await run.page.frame("inner")?.evaluate(() => {
      location.href = "/elsewhere";
    });
    while ((await run.app.evaluate(() => globalThis.seen.received.length)) === 0);
    const asked = await run.app.evaluate(() => globalThis.seen.received);
    assert.deepEqual(asked, ["app://conformance/elsewhere", false, "app://conformance/frame"]);
    await run.page.frameLocator("iframe").getByText("/frame").waitFor();
  });

  it("is not redirected when will-redirect is prevented", async () => {
    const outcome = await run.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      let asked = "";
      contents?.once("will-redirect", (event) => {
        event.preventDefault();
        asked = event.url;
      });
      const loaded = await contents?.loadURL("app://conformance/redirect").then(
        () => true,
        () => false,
      );
      return { asked, loaded, url: contents?.getURL() };
    });
    assert.deepEqual(outcome, { asked: "app://conformance/elsewhere", loaded: false, url: "app://conformance/" });
  });

  it("opens no window when the app denies it", async () => {
    await run.app.evaluate(({ BrowserWindow }) => {
      globalThis.seen.received.length = 0;
      BrowserWindow.getAllWindows()[0]?.webContents.setWindowOpenHandler(({ url }) => {
        globalThis.seen.received.push(url);
        return { action: "deny" };
      });
    });
    await run.page.getByText("opened").click({ noWaitAfter: true });
    while ((await run.app.evaluate(() => globalThis.seen.received.length)) === 0);
    assert.deepEqual(await run.app.evaluate(() => globalThis.seen.received), ["app://conformance/opened"]);
    assert.equal(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 1);
  });

  it("opens no window for a script when the app denies it, and the script goes on", async () => {
    await run.app.evaluate(() => void (globalThis.seen.received.length = 0));
    const opened = await run.page.evaluate(() => window.open("/by-script", "name", "width=300") === null);
    assert.equal(opened, true);
    while ((await run.app.evaluate(() => globalThis.seen.received.length)) === 0);
    assert.deepEqual(await run.app.evaluate(() => globalThis.seen.received), ["app://conformance/by-script"]);
    assert.equal(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 1);
  });

  it("tells how it loads", async () => {
    const events = await run.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error("no window");
      const told: string[] = [];
      contents.on("did-start-navigation", ({ url, isMainFrame }) => {
        if (isMainFrame) told.push(`did-start-navigation ${url}`);
      });
      contents.on("did-navigate", (_event, url) => told.push(`did-navigate ${url}`));
      contents.on("dom-ready", () => told.push("dom-ready"));
      contents.on("did-finish-load", () => told.push("did-finish-load"));
      await contents.loadURL("app://conformance/elsewhere");
      return told;
    });
    const url = "app://conformance/elsewhere";
    assert.deepEqual(events, [`did-start-navigation ${url}`, `did-navigate ${url}`, "dom-ready", "did-finish-load"]);
  });

  it("rejects loadURL when nothing answers", async () => {
    const code = await run.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // the discard port: nobody listens
      return contents?.loadURL("http://127.0.0.1:9/").then(
        () => "loaded",
        (error: unknown) => (error as { code: string }).code,
      );
    });
    assert.match(code ?? "", /^ERR_(CONNECTION_REFUSED|UNSAFE_PORT)$/);
  });

  it("rejects loadURL when its page crashes meanwhile, and tells of the crash after that", async () => {
    const told = await run.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const events: string[] = [];
      const crashed = new Promise<void>((resolve) => {
        contents?.once("render-process-gone", () => {
          events.push("render-process-gone");
          resolve();
        });
      });
      // the words of the error before may be ready only now
      contents?.on("dom-ready", () => {
        if (contents.getURL() === "app://conformance/endless") contents.forcefullyCrashRenderer();
      });
      await contents?.loadURL("app://conformance/endless").catch((error: unknown) => {
        events.push((error as { code: string }).code);
      });
      await crashed;
      return events;
    });
    assert.deepEqual(told, ["ERR_FAILED", "render-process-gone"]);
  });

  it("rejects loadURL when its window is closed meanwhile, which is there still", async () => {
    const told = await run.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      window.webContents.once("dom-ready", () => window.close());
      return window.loadURL("app://conformance/endless").catch((error: unknown) => ({
        code: (error as { code: string }).code,
        isWindowGone: window.isDestroyed(),
      }));
    });
    assert.deepEqual(told, { code: "ERR_FAILED", isWindowGone: false });
  });
});
