import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser } from "./own.ts";
import { shareNew, type Shared } from "./shared-folder.ts";
import { slow, untilBegun } from "./slow.ts";

const browser = ownBrowser();
let own = "";

before(async () => {
  own = await mkdtemp(path.join(os.tmpdir(), "porchlight-chosen-"));
  await mkdir(path.join(own, "nothing", "in it"), { recursive: true });
  await mkdir(path.join(own, "album", "summer"), { recursive: true });
  await mkdir(path.join(own, "album", "winter"));
  await writeFile(path.join(own, "album", "summer", "cover.jpg"), "sun");
  await writeFile(path.join(own, "album", "winter", "bank.url"), "snow");
  await writeFile(path.join(own, "film.mp4"), Buffer.alloc(6_000_000, "film"));
});
after(() => rm(own, { recursive: true }));

const taking = (): Promise<Shared> => shareNew(() => Promise.resolve(), { uploads: { diskBytesToLeave: 0 } });
const choose = (page: Page, name: string) =>
  page.locator('.send input[type="file"][multiple]').setInputFiles(path.join(own, name));
const news = (page: Page, words: string) => page.locator('.send [role="status"]', { hasText: words }).waitFor();

describe("what was chosen to be sent", () => {
  it("is sent once where it is chosen a second time meanwhile", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    const hurry = await slow(page);
    await choose(page, "film.mp4");
    await untilBegun(shared);
    await choose(page, "film.mp4");
    await hurry();
    await news(page, "1 file was sent.");
    assert.deepEqual(await page.locator(".send li .words").allTextContents(), ["Sent, 6.0 MB"]);
    assert.deepEqual(await readdir(shared.folder), ["film.mp4"]);
    assert.deepEqual(opened.problems, []);
  });

  it("is given up where the file changes meanwhile: it is not the connection that broke", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await writeFile(path.join(own, "notes.txt"), Buffer.alloc(6_000_000, "one"));
    const hurry = await slow(page);
    await choose(page, "notes.txt");
    await untilBegun(shared);
    await writeFile(path.join(own, "notes.txt"), "another");
    await hurry();
    await page.getByText("The file was changed or removed meanwhile. Choose it again.").waitFor();
    assert.equal(await page.getByRole("button", { name: /^Try / }).count(), 0);
    await choose(page, "notes.txt");
    await news(page, "1 file was sent. 1 file was not sent.");
    assert.deepEqual(
      (await readdir(shared.folder)).filter((name) => !name.startsWith(".")),
      ["notes.txt"],
    );
  });

  it("is told apart by its folders", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const { page } = opened;
    await page.locator(".send input[webkitdirectory]").setInputFiles(path.join(own, "album"));
    await news(page, "1 file was sent. 1 file was not sent.");
    assert.deepEqual(await page.locator(".send li bdi").allTextContents(), [
      "album/winter/bank.url",
      "album/summer/cover.jpg",
    ]);
    await page.getByRole("button", { name: "Cancel album/winter/bank.url" }).waitFor();
  });

  it("is told to be nothing where it is a folder without files", async () => {
    await using shared = await taking();
    await using opened = await visit(browser(), shared.address);
    const session = await opened.page.context().newCDPSession(opened.page);
    const drag = async (name: string) => {
      const data = { items: [], files: [path.join(own, name)], dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"] as const)
        await session.send("Input.dispatchDragEvent", { type, x: 100, y: 100, data });
    };
    await drag("nothing");
    await news(opened.page, "There was no file in it.");
    await drag("film.mp4");
    await news(opened.page, "1 file was sent.");
    assert.equal(await opened.page.getByText("There was no file in it.").count(), 0);
  });
});
