import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { overflowOf, violationsOf } from "./accessibility.ts";
import { devices, visit } from "./browser.ts";
import { ownBrowser } from "./own.ts";
import { shareNew } from "./shared-folder.ts";

const browser = ownBrowser();

const file = (name: string, bytes = 10) => ({ name, mimeType: "text/plain", buffer: Buffer.alloc(bytes, "x") });
const choose = (page: Page, ...files: ReturnType<typeof file>[]) =>
  page.locator('.send input[type="file"][multiple]').setInputFiles(files);
const news = (page: Page, words: string) => page.locator('.send [role="status"]', { hasText: words }).waitFor();
const namesOf = async (page: Page) => (await page.locator(".send li bdi").allTextContents()).join(" ");

describe("files that were not sent", () => {
  it("stand before all that were, and where they belong once they are", async () => {
    const uploads = { diskBytesToLeave: 0, mostBytes: 1000 };
    await using shared = await shareNew(() => Promise.resolve(), { uploads });
    await using opened = await visit(browser(), shared.address, devices["small phone"]);
    const { page } = opened;
    await choose(page, file("a"), file("b"), file("c", 2000), file("d"), file("bank.url"));
    await news(page, "3 files were sent. 2 files were not sent.");
    await choose(page, file("e"));
    await news(page, "4 files were sent. 2 files were not sent.");
    assert.equal(await namesOf(page), "c bank.url e a b d");
    assert.deepEqual(await violationsOf(page), []);
    assert.equal(await overflowOf(page), 0);
    await page.getByRole("button", { name: "Cancel bank.url" }).tap();
    await page.getByText("Cancelled").waitFor();
    assert.equal(await namesOf(page), "c e a b d bank.url");
  });

  it("are in the list once where they are chosen again", async () => {
    await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0, mostBytes: 1000 } });
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    const own = await mkdtemp(path.join(tmpdir(), "porchlight-again-"));
    for (const [name, bytes] of [
      ["a", 10],
      ["large", 2000],
    ] as const) {
      await writeFile(path.join(own, name), Buffer.alloc(bytes, "x"));
    }
    const again = () =>
      page
        .locator('.send input[type="file"][multiple]')
        .setInputFiles(["a", "large"].map((name) => path.join(own, name)));
    let isFull = true;
    await page.route("**/a?upload", (route) =>
      isFull ? route.fulfill({ status: 507, body: "Not saved: the disk is full.\n" }) : route.fallback(),
    );
    await again();
    await news(page, "0 files were sent. 2 files were not sent.");
    await page.getByRole("button", { name: "Try a again" }).focus();
    isFull = false;
    await again();
    await news(page, "1 file was sent. 1 file was not sent.");
    assert.equal(await namesOf(page), "large a");
    assert.equal(await page.locator("body:focus").count(), 0, "keys go on from the panel");
    await rm(own, { recursive: true });
  });

  it("are tried again together, but for those that are refused for good: these say what helps", async () => {
    await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0, mostBytes: 1000 } });
    await using opened = await visit(browser(), shared.address, devices["small phone"]);
    const { page } = opened;
    const isMended = { value: false };
    await page.route(/\/[ab]\?upload$/, (route) =>
      isMended.value ? route.fallback() : route.fulfill({ status: 403, body: "Not saved: why.\n" }),
    );
    const again = page.getByRole("button", { name: /^Try / });
    await choose(page, file("con.txt"), file(".profile"), file("large", 2000));
    await news(page, "0 files were sent. 3 files were not sent.");
    assert.equal(await again.count(), 0);
    const words = await page.locator(".send li .words").allTextContents();
    assert.deepEqual(words.sort(), [
      "Not saved: a name that starts with a dot. Rename it, then choose it again.",
      "Not saved: the file has more than 1.0 kB. Make it smaller, or ask the owner for another way.",
      "Not saved: the name of a device. Rename it, then choose it again.",
    ]);
    assert.deepEqual(await violationsOf(page), []);
    assert.equal(await overflowOf(page), 0);
    await choose(page, file("a"), file("b"));
    await news(page, "0 files were sent. 5 files were not sent.");
    isMended.value = true;
    const begun: string[] = [];
    page.on("request", (request) => request.method() === "POST" && begun.push(new URL(request.url()).pathname));
    await page.getByRole("button", { name: "Try all again" }).tap();
    await news(page, "2 files were sent. 3 files were not sent.");
    assert.deepEqual(begun.sort(), ["/a", "/b"]);
    assert.equal(await again.count(), 0);
  });

  it("are all tried again by one button", async () => {
    await using shared = await shareNew(() => Promise.resolve(), {
      uploads: { diskBytesToLeave: 0 },
    });
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    let isFull = true;
    await page.route("**/*?upload", (route) =>
      isFull ? route.fulfill({ status: 507, body: "Not saved: the disk is full.\n" }) : route.fallback(),
    );
    await choose(page, ...["a", "b", "c", "d", "e"].map((name) => file(name)));
    await news(page, "0 files were sent. 5 files were not sent.");
    isFull = false;
    await page.getByRole("button", { name: "Try c again" }).press("Enter");
    await news(page, "1 file was sent. 4 files were not sent.");
    await page.getByRole("button", { name: "Try all again" }).click();
    await news(page, "5 files were sent.");
    assert.equal(await page.getByRole("button", { name: "Try all again" }).isVisible(), false);
    assert.equal(await namesOf(page), "c a b d e");
  });
});

it("keys are not lost with a button that goes when it is pressed", async () => {
  await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });
  await using opened = await visit(browser(), shared.address);
  const { page } = opened;
  let answer = { status: 507, body: "Not saved: the disk is full.\n" };
  await page.route("**/*?upload", (route) => (answer.status === 200 ? undefined : route.fulfill(answer)));
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("title"));
  await choose(page, file("a"), file("b"), file("c"));
  await news(page, "0 files were sent. 3 files were not sent.");
  answer = { status: 200, body: "" }; // never
  await page.getByRole("button", { name: "Try a again" }).press("Enter");
  assert.equal(await focused(), "Cancel a");
  await page.getByRole("button", { name: "Cancel b" }).press("Enter");
  assert.equal(await focused(), "Choose files to send");
  await page.getByRole("button", { name: "Cancel all" }).press("Enter");
  await page.getByRole("button", { name: "Cancel all" }).waitFor({ state: "hidden" });
  assert.equal(await focused(), "Choose files to send");
});

/** Lets time stand still for a page: it goes on when the test says so, and not while the machine is busy. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 3_600_000);
}

it("the speed falls where nothing goes any more, as while a phone is out of reach", async () => {
  await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });
  const sendSome = () => {
    XMLHttpRequest.prototype.send = function (this: XMLHttpRequest) {
      const tell = (loaded: number) => this.upload.dispatchEvent(new ProgressEvent("progress", { loaded }));
      tell(100_000);
      for (let count = 2; count <= 10; count++) setTimeout(() => tell(count * 100_000), count * 100);
    };
  };
  await using opened = await visit(browser(), shared.address, {}, sendSome);
  const { page } = opened;
  await stopClock(page);
  await choose(page, file("a", 2_000_000));
  const words = page.locator(".send .words");
  await words.filter({ hasText: "100 kB of 2.0 MB" }).waitFor();
  await page.clock.runFor(1000);
  assert.match((await words.textContent()) ?? "", /^1.0 MB of 2.0 MB, .* [kM]B\/s$/);
  await page.clock.runFor(10_000);
  assert.match((await words.textContent()) ?? "", /^1.0 MB of 2.0 MB, .* bytes\/s$/);
});

it("a file goes on by itself after the network was gone for minutes, as when a router starts again", async () => {
  await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });
  await using opened = await visit(browser(), shared.address);
  const { page } = opened;
  await stopClock(page);
  let tries = 0;
  const minutes = 5;
  await page.route("**/*?upload", (route) => (tries++ < minutes * 4 ? route.abort() : route.fallback()));
  await choose(page, file("a"));
  for (let quarter = 0; quarter < minutes * 4; quarter++) {
    const isTried = page.waitForRequest("**/*?upload");
    await page.locator('li[data-state="interrupted"]').waitFor();
    await page.clock.fastForward(15_000);
    await isTried;
  }
  await news(page, "1 file was sent.");
});

it("a file goes on by itself where a question about it is never answered", async () => {
  await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });
  await using opened = await visit(browser(), shared.address);
  const { page } = opened;
  await stopClock(page);
  const lost = new Set(["POST", "PATCH", "HEAD"]);
  await page.route("**/*?upload*", (route) => {
    const method = route.request().method();
    if (!lost.delete(method)) return route.fallback();
    return method === "PATCH" ? route.abort() : undefined;
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.method()));
  const nextIs = (method: string) => page.waitForRequest((request) => request.method() === method);
  const interrupted = page.locator('li[data-state="interrupted"]');
  const first = nextIs("POST");
  await choose(page, file("a"));
  await first;
  await page.clock.fastForward(30_000);
  await interrupted.waitFor();
  const part = nextIs("PATCH");
  await page.clock.fastForward(1_000);
  await part;
  await interrupted.waitFor();
  const question = nextIs("HEAD");
  await page.clock.fastForward(2_000);
  await question;
  await page.clock.fastForward(30_000);
  await interrupted.waitFor();
  await page.clock.fastForward(15_000);
  await news(page, "1 file was sent.");
  assert.deepEqual(asked, ["POST", "POST", "PATCH", "HEAD", "HEAD", "PATCH"]);
});

it("a file goes on over a connection that breaks fifty times, as long as more of it has come each time", async () => {
  await using shared = await shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });
  await using opened = await visit(browser(), shared.address);
  const { page } = opened;
  await stopClock(page);
  const breaks = 50;
  let broken = 0;
  await page.route("**/*?upload*", (route) => {
    const method = route.request().method();
    if (broken === breaks || method === "POST") return route.fallback();
    if (method === "HEAD") return route.fulfill({ status: 204, headers: { "Upload-Offset": `${broken}` } });
    broken++;
    return route.abort();
  });
  await choose(page, file("a", 1000));
  const row = page.locator(".send li");
  for (let time = 1; time <= breaks; time++) {
    await row.and(page.locator('[data-state="interrupted"]')).waitFor();
    const isTried = page.waitForRequest((request) => request.method() === "HEAD");
    await page.clock.fastForward(1_000);
    await isTried;
  }
  await news(page, "1 file was sent.");
  assert.equal(await row.getAttribute("data-state"), "saved");
});
