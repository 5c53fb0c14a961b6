import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { folderOf, type CleanUps } from "./shared-folder.ts";
import { eventsOf, missing, shareFolder, type Terminal } from "./terminal.ts";

const quiet =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** A sound of so many seconds, 8,000 bytes each. */
function wav(seconds: number): Buffer {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + rate * seconds, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // one channel
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(rate * seconds, 40);
  return Buffer.concat([head, Buffer.alloc(rate * seconds, 128)]);
}

/** Names that HTML, URLs, shells and people trip over. */
const oddNames = [
  ...["plain.txt", "with blank.txt", " leading.txt", "trailing ", "100%.txt", "%41.txt", "a?b#c.txt", "a:b.txt"],
  ...["http:", "javascript:alert(1)", "<b>bold.txt", "amp&amp;.txt", "quote\"'.txt", "back\\slash.txt", "plus+.txt"],
  ...[
    "semi;colon.txt",
    "line\nbreak.txt",
    "tab\t.txt",
    "ümlaut.txt",
    "u\u0308mlaut.txt",
    "😀.txt",
    "\u202egpj.exe",
    "-dash",
    "~tilde",
    "a=b&c",
    "[x].txt",
  ],
];

describe("headless Chromium", { skip: await missing("chromium") }, () => {
  const cleanUps: (() => unknown)[] = [];
  const test: CleanUps = { after: (cleanUp) => void cleanUps.push(cleanUp) };
  let terminal: Terminal & { url: string };
  let browser: BrowserContext;
  let page: Page;

  before(async () => {
    const site = {
      "site/index.html":
        '<!doctype html><link rel="stylesheet" href="style.css"><img src="dot.svg"><script type="module" src="app.js"></script><h1></h1>',
      "site/style.css": "h1 { color: rgb(1, 2, 3) }",
      "site/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>',
      "site/app.js": 'import { text } from "./deep/text.js"; document.querySelector("h1").textContent = text;',
      "site/deep/text.js": 'export const text = "loaded";',
      "sound.wav": wav(600),
    };
    terminal = await shareFolder(test, await folderOf(test, site), ["--log", "ndjson", "--website"]);
    const profile = await mkdtemp(path.join(os.tmpdir(), "porchlight-browser-"));
    cleanUps.push(() => rm(profile, { recursive: true, force: true }));
    browser = await chromium.launchPersistentContext(profile, {
      executablePath: "/usr/bin/chromium",
      headless: true,
      args: quiet.split(" "),
    });
    cleanUps.push(() => browser.close());
    page = await browser.newPage();
  });
  after(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  it("shows a page with its style, its picture and its modules", async () => {
    await page.goto(`${terminal.url}site/`);
    await page.waitForFunction('document.querySelector("h1").textContent === "loaded"');
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector("h1")).color'), "rgb(1, 2, 3)");
    assert.equal(await page.evaluate('document.querySelector("img").naturalWidth'), 7);
  });

  it("asks again for a page it has, and is told that it still holds", async () => {
    await page.reload();
    await page.waitForFunction('document.querySelector("h1").textContent === "loaded"');
    assert.ok(eventsOf(terminal.output).some(({ status }) => status === 304));
  });

  it("plays a sound from its middle, which it asks for by range", async () => {
    await page.goto(`${terminal.url}site/`);
    const time = await page.evaluate(`new Promise((resolve, reject) => {
      const media = document.createElement("video");
      media.addEventListener("error", () => reject(new Error(media.error.message)));
      media.addEventListener("loadedmetadata", () => (media.currentTime = 500));
      media.addEventListener("seeked", () => resolve(media.currentTime));
      media.preload = "auto";
      media.src = "/sound.wav";
      document.body.append(media);
    })`);
    assert.equal(time, 500);
    await terminal.says(/"target":"\/sound\.wav".*"status":206/);
  });

  it("comes from the listing to exactly the file that it shows, whatever its name", async () => {
    const odd = Object.fromEntries(oddNames.map((name) => [`odd/${name}`, `I am ${JSON.stringify(name)}`]));
    const { url } = await shareFolder(test, await folderOf(test, odd));
    await page.goto(`${url}odd/`);
    const links = await page.evaluate<string[]>('[...document.querySelectorAll("a")].map((link) => link.href)');
    const texts: string[] = [];
    for (const link of new Set(links.filter((to) => to.startsWith(url))))
      texts.push(await (await browser.request.get(link)).text());
    const wanted = oddNames.map((name) => `I am ${JSON.stringify(name)}`);
    assert.deepEqual(texts.filter((text) => text.startsWith("I am ")).sort(), wanted.sort());
  });
});
