import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { describe, it } from "node:test";
import { get, launchSharing, lightState, lightSwitch, makeFolder, requestRow, until } from "./scene.ts";

/** Sends bytes as they are, and waits until the server has closed. */
async function sendRaw(url: string, bytes: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.resume();
  socket.end(Buffer.from(bytes, "latin1"));
  await once(socket, "close");
}

function head(target: string, ...fields: string[]): string {
  return [`GET ${target} HTTP/1.1`, "Host: localhost", "Connection: close", ...fields, "", ""].join("\r\n");
}

describe("the live log", () => {
  it("shows a row while it lives, and its end", async () => {
    await using run = await launchSharing({ folder: makeFolder({ "large.bin": Buffer.alloc(50_000_000) }) });
    const { page, url } = run;
    const response = await fetch(`${url}large.bin`);
    const row = requestRow(page, "/large.bin");
    await row.getByText(/^\d+ %$/).waitFor();
    assert.equal((await response.arrayBuffer()).byteLength, 50_000_000);
    await row.getByText("50.0 MB").waitFor();
    await row.getByText("complete").waitFor({ state: "attached" });
  });

  it("is filtered, and says when nothing fits", async () => {
    await using run = await launchSharing();
    const { page, url } = run;
    await get(`${url}hello.txt`);
    await get(`${url}missing.txt`);
    await requestRow(page, "missing.txt").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("status:4xx");
    await page.keyboard.press("Enter");
    await requestRow(page, "hello.txt").waitFor({ state: "detached" });
    await requestRow(page, "missing.txt").waitFor();
    await page.keyboard.type(" path:/nothing");
    await page.keyboard.press("Enter");
    await page.getByText("No request fits this filter").waitFor();
    await page.getByRole("button", { name: "Show everything" }).last().click();
    await requestRow(page, "hello.txt").waitFor();
  });

  it("is paused and goes on, counting meanwhile, and is cleared", async () => {
    await using run = await launchSharing();
    const { page, url } = run;
    await get(`${url}hello.txt?first`);
    await requestRow(page, "first").waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await get(`${url}hello.txt?second`);
    await page.getByRole("button", { name: /Go on/ }).getByText("1 new").waitFor();
    assert.equal(await requestRow(page, "second").count(), 0);
    await page.getByRole("button", { name: /Go on/ }).click();
    await requestRow(page, "second").waitFor();
    await run.clickMenu("clear-log");
    await page.getByText("Cleared").waitFor();
  });

  it("tells all about one request, with its heads as they went over the wire", async () => {
    await using run = await launchSharing();
    const { page, url } = run;
    await get(`${url}hello.txt`, { "X-Odd": "value of the odd one" });
    await requestRow(page, "hello.txt").click();
    const details = page.getByRole("region", { name: "Request details" });
    await details.getByText("X-Odd", { exact: false }).first().waitFor();
    await details.getByText("value of the odd one").waitFor();
    await details.getByText("nosniff").waitFor();
    const copied = () => run.app.evaluate(({ clipboard }) => clipboard.readText());
    for (const [name, beginning] of [
      ["as URL", `${url}hello.txt`],
      ["as curl", "curl "],
      ["as JSON", "{"],
    ] as const) {
      await details.getByRole("button", { name: /^(Copy|Copied)/ }).click();
      await page.getByRole("menuitem", { name }).click();
      await until(async () => (await copied()).startsWith(beginning));
    }
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
  });

  it("copies a long address whole", async () => {
    await using run = await launchSharing();
    const { page, url } = run;
    const long = `${url}hello.txt?${"long".repeat(500)}`;
    await get(long);
    await requestRow(page, "hello.txt").click();
    const copied = () => run.app.evaluate(({ clipboard }) => clipboard.readText());
    await page.keyboard.press("Control+c");
    await until(async () => (await copied()) !== "");
    assert.equal(await copied(), long);
    const details = page.getByRole("region", { name: "Request details" });
    await details.getByText(/^host$/i).waitFor();
    for (const name of ["as curl", "as JSON", "as URL"]) {
      const before = await copied();
      await details.getByRole("button", { name: /^(Copy|Copied)/ }).click();
      await page.getByRole("menuitem", { name }).click();
      await until(async () => (await copied()) !== before);
      assert.ok((await copied()).includes(`/hello.txt?${"long".repeat(500)}`));
    }
  });

  for (const { name, ending, fits } of [
    {
      name: "NDJSON",
      ending: "ndjson",
      fits: (text: string) =>
        text
          .trim()
          .split("\n")
          .every((line) => JSON.parse(line)),
    },
    {
      name: "Combined Log Format",
      ending: "log",
      fits: (text: string) => text.includes('"GET /hello.txt HTTP/1.1" 200 5'),
    },
    { name: "CSV", ending: "csv", fits: (text: string) => /^\ufeffid,time,.*\r\n1,.*hello\.txt/.test(text) },
    { name: "HAR 1.2", ending: "har", fits: (text: string) => /"version":"1.2"[^]*hello\.txt/.test(text) },
  ]) {
    it(`is exported as ${name}`, async () => {
      await using run = await launchSharing();
      const { app, page, url } = run;
      const file = path.join(makeFolder({}), `log.${ending}`);
      await get(`${url}hello.txt`);
      await requestRow(page, "hello.txt").waitFor();
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file);
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name }).click();
      await page.getByRole("status").getByText("Exported 1 request to").waitFor();
      assert.ok(fits(textIn(file)), textIn(file));
    });
  }

  it("is exported with the port of the share also when that is off by now", async () => {
    await using run = await launchSharing();
    const { app, page, url } = run;
    const file = path.join(makeFolder({}), "log.har");
    await get(`${url}hello.txt`);
    await requestRow(page, "hello.txt").waitFor();
    await lightSwitch(page).click();
    await lightState(page, "Off").waitFor();
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "HAR 1.2" }).click();
    await page.getByRole("status").getByText("Exported 1 request to").waitFor();
    assert.ok(textIn(file).includes(`"http://localhost:${new URL(url).port}/hello.txt"`), textIn(file));
  });

  // a Mac ends a sheet with its window, which Electron takes for a file that was chosen (SaveDialogCompletion)
  it("is not exported by quitting behind the question where to", async () => {
    await using run = await launchSharing();
    const folder = makeFolder({});
    await get(`${run.url}hello.txt`);
    await requestRow(run.page, "hello.txt").waitFor();
    const isAsked = run.app.evaluate(
      ({ BrowserWindow, dialog }, filePath) => {
        const [window] = BrowserWindow.getAllWindows();
        return new Promise<void>((asked) => {
          dialog.showSaveDialog = () => {
            asked();
            return new Promise((resolve) => window?.once("close", () => resolve({ canceled: false, filePath })));
          };
        });
      },
      path.join(folder, "log.har"),
    );
    await run.clickMenu("export-log");
    await isAsked;
    const ended = once(run.process, "exit");
    await run.clickMenu("quit");
    await ended;
    assert.deepEqual(readdirSync(folder), []);
  });
});

function textIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

describe("hostile text in the log", () => {
  it("stays text, whatever a visitor sends", async () => {
    const names = ["<img src=x onerror=hacked=1>.txt", "\u202egpj.exe\u2066.txt", "\x1b[31mred\x1b]0;title\x07.txt"];
    const folder = makeFolder(Object.fromEntries(names.map((name) => [name, "x"])));
    await using run = await launchSharing({ folder });
    const { page, url } = run;
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await sendRaw(url, head("/<img/src=x/onerror=hacked=1>", "User-Agent: <script>hacked=1</script>"));
    await sendRaw(url, head("/ansi", "User-Agent: \x1b[31mred\x1b]0;title\x07"));
    await sendRaw(url, head("/%E2%80%AEgpj.exe", "User-Agent: \xe2\x80\xae bidi"));
    await sendRaw(url, head("/javascript:hacked=1", "Referer: javascript:hacked=1"));
    await sendRaw(url, head(`/${"long".repeat(16_384)}`));
    await sendRaw(url, head("/tall", `User-Agent: ${"tall".repeat(16_384)}`));
    await sendRaw(url, "\x00\x01\x02 nonsense\r\n\r\n");
    for (const name of names) assert.equal((await get(url + encodeURIComponent(name))).status, 200);
    await requestRow(page, "red").waitFor();
    const rows = page.getByRole("grid").locator("[role=row][id]");
    const ids = await rows.evaluateAll((all) => all.map(({ id }) => id));
    assert.equal(ids.length, 7 + names.length);

    for (const id of ids) {
      const row = page.locator(`#${id}`);
      await row.click();
      assert.equal(await row.getAttribute("aria-selected"), "true");
      await page.getByRole("region", { name: "Request details" }).getByText("of connection").waitFor();
      const shown = await page.locator("body").innerText();
      assert.doesNotMatch(shown, /[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]/);
      assert.match(shown, /<img/);
      assert.ok(shown.length < 20_000, "long texts are clipped");
      assert.equal(await page.locator("img, script:not([src]), a[href^='javascript']").count(), 0);
    }
    assert.equal(await page.evaluate(() => "hacked" in globalThis), false);
    assert.deepEqual(errors, []);
  });
});
