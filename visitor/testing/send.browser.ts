import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { overflowOf, problemsOf, violationsOf } from "./accessibility.ts";
import { devices, visit } from "./browser.ts";
import { ownBrowser } from "./own.ts";
import { saidFromNow } from "./said.ts";
import { shareNew, type Shared } from "./shared-folder.ts";
import { slow, untilBegun } from "./slow.ts";

const browser = ownBrowser();
let own: string;
before(async () => {
  own = await mkdtemp(path.join(os.tmpdir(), "porchlight-own-"));
  await mkdir(path.join(own, "trip", "day 1"), { recursive: true });
  await writeFile(path.join(own, "one.txt"), "one");
  await writeFile(path.join(own, "empty.txt"), "");
  await writeFile(path.join(own, "large.bin"), Buffer.alloc(6_000_000, "abcdefg"));
  await writeFile(path.join(own, "trip", "day 1", "photo #1.txt"), "photo");
});
after(() => rm(own, { recursive: true }));

const taking = (fill: (folder: string) => Promise<void> = () => Promise.resolve()): Promise<Shared> =>
  shareNew(fill, { uploads: { diskBytesToLeave: 0 } });
const choose = (page: Page, ...names: string[]) =>
  page.locator('.send input[type="file"][multiple]').setInputFiles(names.map((name) => path.join(own, name)));
const news = (page: Page, words: string) => page.locator('.send [role="status"]', { hasText: words }).waitFor();

/** Drags files and folders from the disk onto a page. */
async function drag(page: Page, ...names: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: names.map((name) => path.join(own, name)), dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: 100, y: 100, data });
  }
}

/** Answers the next request of a method in the server's place. */
async function answerOnce(page: Page, method: string, status: number, body: string): Promise<void> {
  let isAnswered = false;
  await page.route("**/*upload=*", async (route) => {
    if (isAnswered || route.request().method() !== method) return route.fallback();
    isAnswered = true;
    return route.fulfill({ status, body });
  });
}

/** The methods of a page's requests from now on. */
function methodsOf(page: Page): readonly string[] {
  const methods: string[] = [];
  page.on("request", (request) => methods.push(request.method()));
  return methods;
}

describe("sending files", () => {
  it("is not offered where the owner does not want it", async () => {
    await using shared = await shareNew(() => Promise.resolve());
    await using opened = await visit(browser(), shared.address);
    assert.equal(await opened.page.locator(".send").count(), 0);
  });

  it("saves what is chosen, also what is empty, and never over another file", async () => {
    await using shared = await taking((folder) => writeFile(path.join(folder, "one.txt"), "here before"));
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await choose(page, "one.txt", "empty.txt");
    await news(page, "2 files were sent.");
    await page.getByText("Sent as one (2).txt").waitFor();
    await page.locator(".words bdi", { hasText: "one (2).txt" }).waitFor(); // it may be written from right to left
    assert.deepEqual((await readdir(shared.folder)).sort(), ["empty.txt", "one (2).txt", "one.txt"]);
    assert.equal(await readFile(path.join(shared.folder, "one (2).txt"), "utf8"), "one");
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole("button", { name: "Show in the folder" }).click();
    await page.getByRole("link", { name: "one (2).txt" }).waitFor();
    assert.deepEqual(opened.problems, []);
  });

  it("says that files go to the owner, and offers to show none, where there is an inbox", async () => {
    const inbox = await mkdtemp(path.join(os.tmpdir(), "porchlight-inbox-"));
    await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0, inbox } });
    await using opened = await visit(browser(), shared.address, devices["small phone"]);
    const { page } = opened;
    await choose(page, "one.txt", "empty.txt");
    await news(page, "2 files were sent.");
    assert.deepEqual((await readdir(inbox)).sort(), ["empty.txt", "one.txt"]);
    assert.equal(await page.getByText("What you send goes to the owner only.").isVisible(), true);
    assert.equal(await page.getByRole("button", { name: "Show in the folder" }).count(), 0);
    assert.deepEqual(await violationsOf(page), []);
    assert.equal(await overflowOf(page), 0);
    await rm(inbox, { recursive: true });
  });

  it("saves a folder with what is in it, but for what is hidden", async () => {
    const hidden = path.join(own, "trip", ".DS_Store");
    await writeFile(hidden, "left there by a system");
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    await opened.page.locator('.send input[type="file"]:not([multiple])').setInputFiles(path.join(own, "trip"));
    await news(opened.page, "1 file was sent. 1 hidden file was left out.");
    await rm(hidden);
    assert.equal(await readFile(path.join(shared.folder, "trip/day 1/photo #1.txt"), "utf8"), "photo");
  });

  it("lists files as they were chosen, what was chosen last first", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const files = (...names: string[]) =>
      names.map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(name) }));
    const field = opened.page.locator('.send input[type="file"][multiple]');
    await field.setInputFiles(files("c", "a", "d", "b", "e"));
    await news(opened.page, "5 files were sent.");
    await field.setInputFiles(files("g", "f"));
    await news(opened.page, "7 files were sent.");
    assert.equal((await opened.page.locator(".send li bdi").allTextContents()).join(""), "gfcadbe");
  });

  it("takes what is dropped on the page", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    await opened.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["dropped"], "dropped.txt"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await news(opened.page, "1 file was sent.");
    assert.equal(await readFile(path.join(shared.folder, "dropped.txt"), "utf8"), "dropped");
  });

  it("takes files and folders that are dragged onto it", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    await drag(opened.page, "trip", "one.txt", "empty.txt");
    await news(opened.page, "3 files were sent.");
    assert.deepEqual((await readdir(shared.folder, { recursive: true })).sort(), [
      ...["empty.txt", "one.txt", "trip", "trip/day 1", "trip/day 1/photo #1.txt"],
    ]);
    assert.deepEqual(opened.problems, []);
  });

  it("says how much of what is dragged onto it cannot be read", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    await opened.page.evaluate(() => {
      const breakEntry = ({ dataTransfer }: DragEvent) => {
        const entry = dataTransfer?.items[0]?.webkitGetAsEntry();
        const fail: FileSystemFileEntry["file"] = (_, onError) => onError?.(new DOMException("", "NotReadableError"));
        Object.defineProperty(Object.getPrototypeOf(entry), "file", { value: fail });
      };
      document.addEventListener("drop", breakEntry, { capture: true, once: true });
    });
    await drag(opened.page, "one.txt");
    await news(opened.page, "1 file could not be read.");
    await drag(opened.page, "trip", "one.txt");
    await news(opened.page, "3 files could not be read.");
    await choose(opened.page, "one.txt");
    await news(opened.page, "1 file was sent. 3 files could not be read.");
    assert.deepEqual(await readdir(shared.folder), ["one.txt"]);
  });

  it("tells progress and speed, and stops when it is cancelled", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address, devices["small phone"]);
    const { page } = opened;
    await slow(page);
    await choose(page, "large.bin");
    await page.locator(".send li .words", { hasText: /^\d.* of 6\.0 MB, .*B\/s$/ }).waitFor();
    await page.locator(".send .sum", { hasText: /^0 of 1 file sent, / }).waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await page.getByRole("button", { name: "Cancel large.bin" }).click();
    await page.getByText("Cancelled").waitFor();
    assert.deepEqual(
      (await readdir(shared.folder)).filter((name) => !name.startsWith(".")),
      [],
    );
  });

  it("leaves nothing on the server of what is cancelled while it begins", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await page.route("**/*?upload", async (route) => {
      const response = await route.fetch();
      await page.getByRole("button", { name: "Cancel trip/day 1/photo #1.txt" }).click();
      await page.getByText("Cancelled").waitFor();
      await route.fulfill({ response }).catch(() => undefined); // the page may not want it any more
    });
    const cancelled = page.waitForResponse((response) => response.url().endsWith("&cancel"));
    await page.locator('.send input[type="file"]:not([multiple])').setInputFiles(path.join(own, "trip"));
    assert.equal((await cancelled).status(), 204);
    assert.deepEqual(await readdir(shared.folder), []);
  });

  it("goes on where it stopped when the connection breaks", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    const hurry = await slow(page);
    const offsets: string[] = [];
    page.on("request", (request) => offsets.push(request.headers()["upload-offset"] ?? ""));
    await choose(page, "large.bin");
    await untilBegun(shared);
    const saysThatItBroke = await saidFromNow(page.locator(".send"), "The connection broke at");
    shared.share.closeAll();
    await saysThatItBroke();
    await hurry();
    await news(page, "1 file was sent.");
    assert.ok(
      offsets.some((offset) => Number(offset) > 0),
      offsets.join(),
    );
    assert.deepEqual(
      await readFile(path.join(shared.folder, "large.bin")),
      await readFile(path.join(own, "large.bin")),
    );
  });

  it("goes on where it stopped when the page was loaded again", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    page.on("dialog", (dialog) => void dialog.accept());
    const hurry = await slow(page);
    await choose(page, "large.bin");
    await untilBegun(shared);
    await page.reload();
    await news(page, "Not finished: large.bin.");
    await hurry();
    const begun: string[] = [];
    page.on("request", (request) => request.method() === "POST" && begun.push(request.url()));
    await choose(page, "large.bin");
    await news(page, "1 file was sent.");
    assert.deepEqual(begun, []);
    assert.deepEqual(
      await readFile(path.join(shared.folder, "large.bin")),
      await readFile(path.join(own, "large.bin")),
    );
  });

  it("says why a file is refused, and what would help: another try would not", async () => {
    await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0, mostBytes: 1000 } });
    await using opened = await visit(browser(), shared.address);
    await choose(opened.page, "large.bin");
    await opened.page
      .locator('li[data-state="failed"]', { hasText: "Not saved: the file has more than 1.0 kB. Make it smaller" })
      .waitFor();
    assert.equal(await opened.page.getByRole("progressbar").count(), 0);
    await news(opened.page, "1 file was not sent.");
    assert.equal(await opened.page.getByRole("button", { name: "Try large.bin again" }).count(), 0);
  });

  it("goes on with a file that the disk had no room for, where there is room by now", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await answerOnce(page, "PATCH", 507, "Not saved: the disk is full.\n");
    await choose(page, "large.bin");
    await page.locator('li[data-state="failed"]', { hasText: "Not saved: the disk is full." }).waitFor();
    const asked = methodsOf(page);
    await page.getByRole("button", { name: "Try large.bin again" }).click();
    await news(page, "1 file was sent.");
    assert.deepEqual(asked, ["HEAD", "PATCH"]);
  });

  it("leaves what has come to another tab that goes on with it", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    const hurry = await slow(page);
    await choose(page, "large.bin");
    await untilBegun(shared);
    const other = await page.context().newPage();
    await other.goto(shared.address);
    await other.getByRole("button", { name: "Send files" }).waitFor();
    const hurryOther = await slow(other);
    const asked = methodsOf(other);
    await choose(other, "large.bin");
    await page.locator('li[data-state="failed"]', { hasText: "goes on in another request" }).waitFor();
    await hurryOther();
    await news(other, "1 file was sent.");
    assert.ok(!asked.includes("POST"), asked.join());
    await hurry();
    await page.getByRole("button", { name: "Try large.bin again" }).click();
    await news(page, "1 file was sent.");
    assert.deepEqual(await readdir(shared.folder), ["large.bin"]);
  });

  it("gives up on the server what was refused, and begins anew when it is told to", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await answerOnce(page, "PATCH", 403, "Not saved: the disk does not allow writing there.\n");
    const asked = methodsOf(page);
    const cancelled = page.waitForResponse((response) => response.url().endsWith("&cancel"));
    await choose(page, "large.bin");
    await page
      .locator('li[data-state="failed"]', { hasText: "Not saved: the disk does not allow writing there." })
      .waitFor();
    assert.equal((await cancelled).status(), 204);
    assert.deepEqual(await readdir(shared.folder), []);
    await page.getByRole("button", { name: "Try large.bin again" }).click();
    await news(page, "1 file was sent.");
    assert.deepEqual(asked, ["POST", "PATCH", "POST", "POST", "PATCH"]);
  });

  it("works by a plain form without script", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address, {
      ...devices["small phone"],
      javaScriptEnabled: false,
    });
    const { page } = opened;
    assert.equal(await overflowOf(page), 0);
    await choose(page, "one.txt", "empty.txt");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await news(page, "2 files were sent.");
    await page.getByRole("link", { name: "one.txt" }).waitFor();
  });
});
