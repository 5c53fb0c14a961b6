import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { overflowOf, problemsOf, violationsOf } from "./accessibility.ts";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { fillHome, shareNew } from "./shared-folder.ts";

const browser = ownBrowser();
const home = ownHome();

const shownNames = (page: Page) => page.locator("tbody a").allTextContents();

describe("the filter", () => {
  it("shows what holds every word, as it is typed, and says how many", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.keyboard.press("/");
    await page.keyboard.type("PNG 1");
    // the rows follow the letters in a later task
    await page.locator("tbody tr").nth(3).waitFor({ state: "detached" });
    assert.deepEqual(await shownNames(page), ["IMG_1.png", "IMG_10.png", "IMG_11.png"]);
    assert.equal(await page.locator(".count").textContent(), "3 entries of 17");
    await page.keyboard.type(" unheard-of");
    await page.locator(".count", { hasText: /^No name matches\.$/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("tbody tr").nth(16).waitFor();
    assert.equal((await shownNames(page)).length, 17);
    assert.equal(await page.locator(".count").textContent(), "3 folders, 14 files");
  });
});

describe("a listing that was cut", () => {
  it("says so, also while it is filtered", async () => {
    await using cut = await shareNew(fillHome, { limits: { listingEntries: 12 } });
    await using opened = await visit(browser(), cut.address);
    const { page } = opened;
    const says = (words: string) => page.locator(".count", { hasText: words }).waitFor();
    await says("Only the first 12 entries of this folder are shown.");
    await page.getByLabel("Filter").fill("png");
    await says("entries of the first 12");
    await page.getByLabel("Filter").fill("unheard-of");
    await says("No name among the first 12 entries matches.");
  });
});

describe("the list", () => {
  it("is as long as its rows before they are seen as well", async () => {
    await using below = await shareNew(fillHome, { note: "A long note.\n\n".repeat(40) });
    await using opened = await visit(browser(), below.address, devices["small phone"]);
    const { page } = opened;
    const [height, rows] = await page.evaluate(() => {
      const list = document.querySelector("#entries table");
      return [list?.getBoundingClientRect().height ?? 0, list?.querySelectorAll("tbody tr").length ?? 0] as const;
    });
    assert.ok(height < (rows + 1) * 100, `${rows} rows take ${height} px`);
  });
});

describe("the form of the boxes", () => {
  it("shows a control before them on each device: Chromium looks for one, and works out row after row until then", async () => {
    for (const device of Object.values(devices)) {
      await using opened = await visit(browser(), home().address, device);
      const first = await opened.page.evaluate(() => {
        const controls = [...(document.querySelector<HTMLFormElement>("#entries")?.elements ?? [])];
        const boxes = controls.filter((control) => control.matches("tbody *"));
        const seen = controls.findIndex((control) => control.checkVisibility());
        return { seen, box: controls.indexOf(boxes[0] ?? document.body) };
      });
      assert.ok(first.seen >= 0 && first.seen <= first.box, JSON.stringify({ device, first }));
    }
  });
});

describe("sorting", () => {
  it("happens where the page is, and leaves its address", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.evaluate(() => document.body.classList.add("same-document"));
    for (const column of ["Size", "Changed", "Name"]) {
      for (let click = 0; click < 2; click++) {
        await page.getByRole("button", { name: column, exact: true }).click();
        await page.waitForFunction((search) => location.search === search, new URL(page.url()).search);
        await using served = await visit(browser(), page.url(), { javaScriptEnabled: false });
        const names = await shownNames(served.page);
        // the rows follow in a later task
        const rows = page.locator("tbody a");
        for (const [index, name] of names.entries()) await rows.nth(index).filter({ hasText: name }).waitFor();
        assert.deepEqual(await shownNames(page), names, page.url());
      }
    }
    assert.equal(await page.locator("body.same-document").count(), 1);
  });

  it("leaves no box to the browser's memory: it would write all down whenever the address changes", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const remembered = () =>
      page.evaluate(() => {
        const boxes = [...document.querySelectorAll<HTMLInputElement>("tbody input")];
        const isLeft = ({ autocomplete, form }: HTMLInputElement) =>
          autocomplete !== "off" && form?.getAttribute("autocomplete") !== "off";
        return boxes.filter(isLeft).length;
      });
    assert.equal(await remembered(), 0);
    await page.getByRole("button", { name: "Size", exact: true }).click();
    await page.locator("tbody input").nth(16).and(page.locator('[form=""]')).waitFor();
    assert.equal(await remembered(), 0);
  });
});

describe("the grid", () => {
  it("shows pictures scaled by the browser, and is remembered", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("button", { name: "Show as pictures" }).click();
    await page.getByText("IMG_11.png").scrollIntoViewIfNeeded();
    await page.locator("canvas.thumbnail").nth(3).waitFor();
    await page.locator("img.thumbnail").waitFor();
    assert.equal(await page.locator("canvas.thumbnail").first().getAttribute("width"), "320");
    assert.equal(await page.locator("img.thumbnail").count(), 1);
    assert.deepEqual(await problemsOf(page), []);
    await page.reload();
    await page.locator("table.cards").waitFor();
    await page.getByRole("button", { name: "Show as pictures" }).click();
    assert.equal(await page.locator(".thumbnail").count(), 0);
    assert.deepEqual(opened.problems, []);
  });
});

it("in the grid names from the right stand on the side of all others", async () => {
  await using opened = await visit(browser(), home().address);
  await opened.page.getByRole("button", { name: "Show as pictures" }).click();
  const sides = await opened.page.locator(".cards bdi").evaluateAll((names) =>
    names.map((name) => {
      const range = document.createRange();
      range.selectNodeContents(name);
      return Math.round(range.getBoundingClientRect().left - name.getBoundingClientRect().left);
    }),
  );
  assert.deepEqual([...new Set(sides)], [10]);
});

describe("long names from the right", () => {
  const long = "هذا اسم طويل جدا لملف من إجازة العائلة في الصيف الماضي مع الأصدقاء";
  const folder = ownHome((at) => mkdir(path.join(at, long, long), { recursive: true }).then(() => undefined));
  /** How far from a name's content each of its lines lies on both sides; the blank at a line's end may hang over. */
  const linesOf = (name: Locator) =>
    name.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const box = element.getBoundingClientRect();
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      const lines = Map.groupBy([...range.getClientRects()], ({ top }) => Math.round(top));
      return [...lines.values()].map((parts) => ({
        left: Math.min(...parts.map(({ left }) => left)) - box.left - parseFloat(paddingLeft),
        right: box.right - Math.max(...parts.map(({ right }) => right)) - parseFloat(paddingRight),
      }));
    });
  const isAtSide = (gap: number) => gap > -8 && gap < 1;

  it("have all lines on the side of other names, in the list and as the page's heading", async () => {
    await using opened = await visit(browser(), `${folder().address}${encodeURIComponent(long)}/`, devices.phone);
    for (const name of ["tbody bdi", "h1 bdi"]) {
      const lines = await linesOf(opened.page.locator(name));
      assert.ok(lines.length > 1, name);
      assert.ok(
        lines.every(({ left }) => isAtSide(left)),
        `${name}: ${JSON.stringify(lines)}`,
      );
    }
  });

  it("begin on their own side where the grid cuts them: the dots at their end would lie outside", async () => {
    await using opened = await visit(browser(), folder().address, devices.phone);
    await opened.page.getByRole("button", { name: "Show as pictures" }).click();
    const lines = await linesOf(opened.page.locator(".cards bdi"));
    assert.ok(lines.length > 1);
    assert.ok(
      lines.every(({ right }) => isAtSide(right)),
      JSON.stringify(lines),
    );
  });
});

describe("choosing", () => {
  it("adds up, goes by ranges, and downloads a zip of what is chosen", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("checkbox", { name: "Select IMG_1.png" }).click();
    await page.getByRole("checkbox", { name: "Select IMG_11.png" }).click({ modifiers: ["Shift"] });
    assert.match((await page.locator(".selection p").textContent()) ?? "", /^4 selected, \d+ kB$/);
    const chosen = page.locator("tbody tr:has(:checked)"); // the last one is pointed at: on a phone that stays so
    const colours = await chosen.evaluateAll((rows) => rows.map((row) => getComputedStyle(row).backgroundColor));
    assert.deepEqual([colours.length, new Set(colours).size], [4, 1]);
    assert.deepEqual(await problemsOf(page), []);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download", exact: true }).click();
    assert.match((await download).url(), /\?zip&name=IMG_1\.png&name=IMG_2\.png&name=IMG_10\.png&name=IMG_11\.png$/);
    await page.getByRole("button", { name: "Select nothing" }).click();
    assert.equal(await page.locator(".selection").isVisible(), false);
  });

  it("goes by a form where the names are too long for an address", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `${"a long name ".repeat(15)}${index}.txt`);
    await using shared = await shareNew(async (folder) => {
      for (const name of names) await writeFile(path.join(folder, name), "");
    });
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    const sent = page.waitForRequest((request) => request.method() === "POST");
    const download = page.waitForEvent("download");
    await page.getByRole("checkbox").first().click();
    await page.getByRole("button", { name: "Select all that are shown" }).click();
    await page.getByRole("checkbox", { name: `Select ${names.pop() ?? ""}` }).uncheck();
    await page.getByRole("button", { name: "Download", exact: true }).click();
    assert.equal(new URL((await sent).url()).search, "?zip");
    const fields = new URLSearchParams((await sent).postData() ?? "");
    assert.deepEqual(fields.getAll("name").sort(), names.sort());
    const zip = await readFile(await (await download).path());
    for (const name of names) assert.ok(zip.includes(name), name);
    assert.deepEqual(opened.problems, []);
  });

  it("begins with a button on a phone", async () => {
    await using opened = await visit(browser(), home().address, devices["small phone"]);
    const { page } = opened;
    assert.equal(await page.getByRole("checkbox").first().isVisible(), false);
    await page.getByRole("button", { name: "Select several" }).tap();
    await page.getByRole("checkbox", { name: "Select Music" }).tap();
    assert.equal(await page.locator(".selection p").textContent(), "1 selected");
    assert.equal(await overflowOf(page), 0);
    assert.deepEqual(await violationsOf(page), []);
  });

  it("takes a tap anywhere in a row while that lasts, and ends with nothing chosen", async () => {
    await using opened = await visit(browser(), home().address, devices.phone);
    const { page } = opened;
    const select = page.getByRole("button", { name: "Select several" });
    const words = page.locator(".selection p");
    await select.tap();
    await page.getByRole("link", { name: "IMG_1.png" }).tap();
    await page.getByRole("link", { name: "notes.txt" }).tap();
    assert.match((await words.textContent()) ?? "", /^2 selected, /);
    assert.equal(await page.getByRole("checkbox", { name: "Select notes.txt" }).isChecked(), true);
    await page.getByRole("link", { name: "IMG_1.png" }).tap();
    await page.getByRole("link", { name: "Music" }).tap();
    assert.match((await words.textContent()) ?? "", /^2 selected, 23 bytes and folders$/);
    assert.equal(await page.getByRole("dialog").count(), 0);
    // held the other way, the page has the boxes anyway, and still the button
    await page.setViewportSize({ width: 844, height: 390 });
    await select.tap();
    assert.equal(await words.isVisible(), false);
    assert.equal(await page.locator("tbody :checked").count(), 0);
    assert.equal(await select.getAttribute("aria-pressed"), "false");
    await page.getByRole("link", { name: "notes.txt" }).tap();
    await page.getByRole("dialog").waitFor();
    assert.equal(page.url(), `${home().address}#notes.txt`);
  });
});

describe("the link dialog", () => {
  it("shows the address alone where it is too long for a code, as of folders with long names in one another", async () => {
    const way = Array.from({ length: 4 }, () => "日本語の長いフォルダ名".repeat(7));
    await using shared = await shareNew((at) =>
      mkdir(path.join(at, ...way), { recursive: true }).then(() => undefined),
    );
    const address = `${shared.address}${way.map(encodeURIComponent).join("/")}/`;
    await writeFile(path.join(shared.folder, ...way, "a.txt"), "x");
    await using opened = await visit(browser(), address);
    await opened.page.getByRole("button", { name: "Link and QR code of this page" }).click();
    assert.equal(await opened.page.getByLabel("Address of this page").inputValue(), address);
    assert.equal(await opened.page.getByRole("img").count(), 0);
    assert.deepEqual(opened.problems, []);
  });

  it("shows the address, a QR code, and copies where there is no clipboard API", async () => {
    await using opened = await visit(browser(), `${home().address}Holiday%202026/`);
    const { page } = opened;
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.getByRole("button", { name: "Link and QR code of this page" }).click();
    assert.equal(await page.getByRole("textbox", { name: "Address" }).inputValue(), page.url());
    assert.equal(await page.getByRole("img", { name: `QR code of ${page.url()}` }).isVisible(), true);
    await page.getByRole("heading", { name: "Link to this page" }).waitFor(); // 127.0.0.1 leads no other device here
    assert.deepEqual(await problemsOf(page), []);
    await page.getByRole("button", { name: "Copy link" }).click();
    assert.equal(await page.getByRole("dialog").getByRole("status").textContent(), "Copied.");
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("dialog").count(), 0);
  });
});

it("arrow keys go from row to row", async () => {
  await using opened = await visit(browser(), home().address);
  const { page } = opened;
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.getByRole("link", { name: "Music" }).focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "Holiday 2026");
  await page.keyboard.press("End");
  assert.equal(await focused(), "song.wav");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "Music");
});
