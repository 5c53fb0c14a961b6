import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Frame, Page } from "playwright-core";
import { problemsOf, violationsOf } from "./accessibility.ts";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { fillHome } from "./shared-folder.ts";
import { recordVideo } from "./video.ts";

const browser = ownBrowser({ isWhole: true });
const home = ownHome(async (folder) => {
  await fillHome(folder);
  await writeFile(path.join(folder, "LICENSE"), "");
});

const open = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const title = (page: Page) => page.getByRole("dialog").getByRole("heading").textContent();

type Touch = { readonly x: number; readonly y: number; readonly id: number };

/** Fingers on a page. */
async function touchOn(page: Page) {
  const session = await page.context().newCDPSession(page);
  return async (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Touch[]): Promise<void> => {
    await session.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
}

/** A finger that goes from right to left, as to a page that follows. */
async function swipe(touch: Awaited<ReturnType<typeof touchOn>>, y: number): Promise<void> {
  await touch("touchStart", { x: 300, y, id: 0 });
  for (let x = 280; x >= 100; x -= 20) await touch("touchMove", { x, y, id: 0 });
  await touch("touchEnd");
}

const titled = (page: Page, name: string) =>
  page.getByRole("dialog").getByRole("heading", { name, exact: true }).waitFor();

describe("a picture", () => {
  it("opens over the page, goes on and back, and closes by Escape and by Back", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await open(page, "IMG_2.png");
    assert.equal(await title(page), "IMG_2.png");
    assert.equal(new URL(page.url()).hash, "#IMG_2.png");
    assert.deepEqual(await problemsOf(page), []);
    await page.getByRole("button", { name: "Next" }).click();
    assert.equal(await title(page), "IMG_10.png");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await title(page), "IMG_1.png");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "IMG_1.png");
    await open(page, "IMG_11.png");
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(page.url(), home().address);
    assert.deepEqual(opened.problems, []);
  });

  it("is left once, however often it is closed: the page stays", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.goto(`${home().address}?sort=date`);
    await open(page, "IMG_2.png");
    await Promise.all([page.keyboard.press("Escape"), page.keyboard.press("Escape")]);
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await open(page, "IMG_1.png");
    await page.getByRole("button", { name: "Close" }).dblclick();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(page.url(), `${home().address}?sort=date`);
  });

  it("keeps the focus where the way on ends, at the first file and at the last", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const ends = [
      { from: "budget.csv", on: "Next", last: "song.wav", back: "ArrowLeft" },
      { from: "app.ts", on: "Previous", last: "app.ts", back: "ArrowRight" },
    ];
    for (const { from, on, last, back } of ends) {
      await open(page, from);
      const button = page.getByRole("button", { name: on });
      await button.focus();
      for (let press = 0; press < 20; press++) await page.keyboard.press("Enter");
      await titled(page, last);
      assert.equal(await button.getAttribute("aria-disabled"), "true");
      assert.deepEqual(await violationsOf(page), []);
      await page.keyboard.press(back);
      assert.notEqual(await title(page), last);
      assert.equal(await button.getAttribute("aria-disabled"), "false");
      await page.keyboard.press("Escape");
    }
  });

  it("zooms about two fingers that part, and is swiped on when it is whole", async () => {
    await using opened = await visit(browser(), home().address, devices.phone);
    const { page } = opened;
    await open(page, "IMG_2.png");
    await page.locator(".stage img").evaluate((image: HTMLImageElement) => image.decode());
    const touch = await touchOn(page);
    await touch("touchStart", { x: 180, y: 420, id: 0 });
    await touch("touchStart", { x: 180, y: 420, id: 0 }, { x: 210, y: 420, id: 1 });
    for (let step = 10; step <= 60; step += 10) {
      await touch("touchMove", { x: 180 - step, y: 420, id: 0 }, { x: 210 + step, y: 420, id: 1 });
    }
    await touch("touchEnd");
    assert.match(await page.locator(".stage img").evaluate((image) => image.style.transform), /scale\([3-6]/);
    await page.keyboard.press("ArrowRight");
    await swipe(touch, 420);
    await titled(page, "IMG_11.png");
  });

  it("zooms by a click, in and out, and by the keyboard", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await open(page, "IMG_2.png");
    const picture = page.locator(".stage img");
    await picture.evaluate((image: HTMLImageElement) => image.decode());
    const scale = () => picture.evaluate((image) => Math.round(new DOMMatrix(image.style.transform).a * 100) / 100);
    await picture.click();
    assert.equal(await scale(), 3);
    await page.mouse.click(640, 430, { button: "right" });
    assert.equal(await scale(), 3);
    await page.keyboard.press("-");
    assert.equal(await scale(), 2);
    for (let press = 0; press < 3; press++) await page.keyboard.press("-");
    await page.keyboard.press("+");
    assert.equal(await scale(), 1.5);
    await page.mouse.dblclick(640, 430);
    assert.equal(await scale(), 1, "the second click of two changes nothing");
    assert.deepEqual(opened.problems, []);
  });

  it("is swiped on from beside it, while it is still loading, and where it cannot be shown", async () => {
    await using opened = await visit(browser(), home().address, devices.phone);
    const { page } = opened;
    await page.route("**/IMG_2.png", () => undefined); // never answered
    await page.route("**/IMG_10.png", (route) => route.fulfill({ status: 200, body: "no picture" }));
    await open(page, "IMG_1.png");
    const touch = await touchOn(page);
    await swipe(touch, 150); // far above it
    await titled(page, "IMG_2.png");
    await swipe(touch, 420);
    await titled(page, "IMG_10.png");
    await page.getByRole("alert").waitFor();
    // a double tap zooms nothing that is not there: it would have to be panned
    for (let tap = 0; tap < 2; tap++) {
      await touch("touchStart", { x: 190, y: 420, id: 0 });
      await touch("touchEnd");
    }
    await swipe(touch, 420);
    await titled(page, "IMG_11.png");
  });

  it("opens with the page from an address that names it", async () => {
    await using opened = await visit(browser(), `${home().address}#drawing.svg`);
    assert.equal(await title(opened.page), "drawing.svg");
    await opened.page.getByRole("button", { name: "Close" }).click();
    assert.equal(opened.page.url(), home().address);
  });
});

describe("what cannot be shown", () => {
  for (const [name, device] of Object.entries(devices)) {
    it(`says so between the buttons, and not under them, on a ${name}`, async () => {
      await using opened = await visit(browser(), home().address, device);
      const { page } = opened;
      await page.route("**/IMG_10.png", (route) => route.fulfill({ status: 200, body: "no picture" }));
      await open(page, "IMG_10.png");
      const alert = page.getByText("This browser cannot show this picture.");
      const words = (await alert.boundingBox()) ?? assert.fail("it is not there");
      const previous = await page.getByRole("button", { name: "Previous" }).boundingBox();
      const next = await page.getByRole("button", { name: "Next" }).boundingBox();
      assert.ok(previous !== null && previous.x >= 0 && previous.x + previous.width <= words.x);
      assert.ok(next !== null && words.x + words.width <= next.x);
      assert.ok(next.x + next.width <= device.viewport.width);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violationsOf(page), []);
      }
    });
  }

  it("is told from what cannot be loaded, as when sharing was turned off", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.route("**/song.wav", (route) => route.fulfill({ status: 200, body: "no song" }));
    await open(page, "song.wav");
    await page.getByText("This browser cannot play this file.").waitFor();
    await page.keyboard.press("Escape");
    for (const address of ["**/song.wav", "**/IMG_2.png"]) await page.route(address, (route) => route.abort());
    for (const name of ["song.wav", "IMG_2.png"]) {
      await open(page, name);
      await page.getByText("This file cannot be loaded.").waitFor();
      await page.keyboard.press("Escape");
    }
  });
});

describe("what plays", () => {
  it("seeks by asking for a range", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const ranges: (readonly [number, string | undefined])[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".wav")) ranges.push([response.status(), response.request().headers()["range"]]);
    });
    await open(page, "song.wav");
    const player = page.locator(".stage audio");
    await player.evaluate((audio: HTMLAudioElement) => {
      audio.muted = true;
      audio.currentTime = 15;
      return new Promise((resolve) => audio.addEventListener("seeked", resolve, { once: true }));
    });
    assert.equal(await player.evaluate((audio: HTMLAudioElement) => audio.duration), 20);
    assert.ok(
      ranges.every(([status, range]) => status === 206 && range?.startsWith("bytes=")),
      JSON.stringify(ranges),
    );
    assert.ok(ranges.length > 0);
    assert.deepEqual(await problemsOf(page), []);
  });
});

describe("a video", () => {
  it("plays over the page, and seeks by ranges", async () => {
    await writeFile(path.join(home().folder, "film.webm"), await recordVideo(browser(), 3));
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const statuses: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".webm")) statuses.push(response.status());
    });
    await open(page, "film.webm");
    const player = page.locator(".stage video");
    const at = await player.evaluate(async (video: HTMLVideoElement) => {
      const happens = (name: string) => new Promise((resolve) => video.addEventListener(name, resolve, { once: true }));
      video.muted = true;
      if (video.readyState < HTMLMediaElement.HAVE_METADATA) await happens("loadedmetadata");
      video.pause();
      const seeked = happens("seeked");
      video.currentTime = 2;
      await seeked;
      return { time: video.currentTime, width: video.videoWidth };
    });
    assert.deepEqual(at, { time: 2, width: 256 });
    assert.deepEqual([...new Set(statuses)], [206]);
    assert.deepEqual(opened.problems, []);
  });
});

describe("a file without a byte", () => {
  for (const name of ["nothing.png", "nothing.webm", "nothing.mp3"]) {
    it(`is called empty: ${name}`, async () => {
      await writeFile(path.join(home().folder, name), "");
      await using opened = await visit(browser(), home().address);
      await open(opened.page, name);
      await opened.page.getByText("This file is empty.").waitFor();
    });
  }
});

describe("text", () => {
  it("is shown as it stands", async () => {
    await using opened = await visit(browser(), home().address);
    await open(opened.page, "README.md");
    assert.match((await opened.page.locator(".stage pre").textContent()) ?? "", /^# The family's folder\n/);
    assert.deepEqual(await problemsOf(opened.page), []);
  });

  it("says where there is none", async () => {
    await using opened = await visit(browser(), home().address);
    await open(opened.page, "LICENSE");
    await opened.page.getByText("This file is empty.").waitFor();
    assert.deepEqual(await violationsOf(opened.page), []);
    assert.deepEqual(opened.problems, []);
  });

  it("is cut where it is long, and says so", async () => {
    await using opened = await visit(browser(), home().address);
    await open(opened.page, "big.log");
    await opened.page.getByText("Only the first 524 kB are shown.").waitFor();
    assert.equal((await opened.page.locator(".stage pre").textContent())?.length, 512 * 1024);
  });
});

describe("what the page does not show", () => {
  it("a PDF is in the browser's viewer, where it has one", async () => {
    await using opened = await visit(browser(), home().address);
    const isViewer = (frame: Frame) => frame.url().startsWith("chrome-extension://");
    const viewer = opened.page.waitForEvent("framenavigated", isViewer);
    await open(opened.page, "Garden plan.pdf");
    const frame = opened.page.locator(".stage iframe");
    assert.equal(await frame.getAttribute("src"), `${home().address}Garden%20plan.pdf`);
    await viewer;
    assert.deepEqual(opened.problems, []);
  });

  it("a document is opened as a page of its own, whose script does not run", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const requests: string[] = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await open(page, "page.html");
    await page.getByRole("heading", { name: "A page" }).waitFor();
    assert.equal(await page.title(), "quiet");
    assert.equal(await page.evaluate(() => self.origin), "null");
    assert.equal(requests.includes("/leak"), false);
  });
});
