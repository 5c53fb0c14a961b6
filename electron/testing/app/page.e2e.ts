import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { launch, target } from "../driver.ts";
import { gatherTold, get, launchSharing, lightState, nextNavigation, requestRow, until } from "./scene.ts";

describe("the page", () => {
  it("has everything again after it was loaded anew in the middle of traffic", async () => {
    await using run = await launchSharing();
    const { page, url } = run;
    const visits = Promise.all(Array.from({ length: 300 }, (_, index) => get(`${url}hello.txt?${index}`)));
    await page.reload();
    await visits;
    await page.getByText("300 requests", { exact: true }).waitFor();
    await lightState(page, "On").waitFor();
    await get(`${url}hello.txt?after`);
    await requestRow(page, "after").waitFor();
    await page.getByText("301 requests", { exact: true }).waitFor();
  });

  it("is there again after it crashed, and the share has not noticed", async () => {
    await using run = await launchSharing();
    const { app, page, url } = run;
    await get(`${url}hello.txt?before`);
    await requestRow(page, "before").waitFor();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    assert.equal((await get(`${url}hello.txt?meanwhile`)).status, 200);
    // for Playwright the page is lost for good: what it shows by now is asked from the main process
    const shown = async (): Promise<string> => {
      const asked = app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("document.body.innerText"),
      ) as Promise<string>;
      return asked.catch(() => ""); // it has crashed, and is not there again yet
    };
    await until(async () => /before[^]*meanwhile/.test(await shown()));
  });

  it("is sent nothing while it is hidden, and all of it when it is shown", async () => {
    await using run = await launchSharing();
    const { app, page, url } = run;
    await get(`${url}hello.txt?seen`);
    await requestRow(page, "seen").waitFor();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const told = await gatherTold(app);
    for (let visit = 0; visit < 40; visit++) await get(`${url}hello.txt?${visit}`);
    await app.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await page.evaluate(() => globalThis.bridge.request("settings:change", { notifyOnDownload: true }));
    assert.deepEqual(await told(), []);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
    await page.getByText("41 requests", { exact: true }).waitFor();
  });

  it("goes nowhere, opens nothing, and embeds nothing", async () => {
    await using run = await launch();
    const { app, page } = run;
    const before = page.url();
    const isRefused = await nextNavigation(app);
    await page.evaluate(() => {
      window.open("https://example.org/");
      location.assign("https://example.org/");
    });
    assert.equal(await isRefused(), true);
    assert.equal(page.url(), before);
    assert.equal(app.windows().length, 1);
    const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get("content-security-policy"));
    assert.doesNotMatch(policy ?? "unsafe", /unsafe/);
    await assert.rejects(
      page.evaluate(() => fetch("https://example.org/")),
      "the policy lets nothing else be reached",
    );
    const isEmbedded = await app.evaluate(({ BrowserWindow }) => {
      let isPrevented = false;
      const event = { preventDefault: () => (isPrevented = true) };
      BrowserWindow.getAllWindows()[0]?.webContents.emit("will-attach-webview", event, {}, {});
      return !isPrevented;
    });
    assert.equal(isEmbedded, false);
  });

  it("is permitted nothing", { skip: !target.isStandIn }, async () => {
    await using run = await launch();
    const permitted = await run.app.evaluate(({ session }) => {
      type Asked = {
        readonly permissionCheckHandler: (contents: null, permission: string) => boolean;
        readonly permissionRequestHandler: (
          contents: null,
          permission: string,
          answer: (isSo: boolean) => void,
        ) => void;
      };
      const asked = session.defaultSession as unknown as Asked;
      const names = ["geolocation", "media", "notifications", "clipboard-read", "openExternal"];
      return names.flatMap((name) => {
        const answers = [asked.permissionCheckHandler(null, name)];
        asked.permissionRequestHandler(null, name, (isSo) => answers.push(isSo));
        return answers;
      });
    });
    assert.deepEqual(
      permitted,
      Array.from({ length: 10 }, () => false),
    );
  });

  it("is refused what the contract does not have", async () => {
    await using run = await launch();
    const { page } = run;
    await assert.rejects(
      page.evaluate(() => globalThis.bridge.request("app:quit" as "app:snapshot")),
      /the contract/,
    );
    await assert.rejects(
      page.evaluate(() => globalThis.bridge.request("folder:pick", "../relative")),
      /not of the contract/,
    );
    const opened = await page.evaluate(() => globalThis.bridge.request("address:open", "https://example.org/"));
    assert.equal(opened.ok, false);
  });

  it("is answered nothing where it is not the app's own", async () => {
    await using run = await launch();
    const { app, page } = run;
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL("data:text/html,elsewhere"));
    await page.getByText("elsewhere").waitFor();
    await assert.rejects(
      page.evaluate(() => globalThis.bridge.request("app:snapshot")),
      /refused, this is not the app's own page/,
    );
  });
});
