import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { drawn, rowsIn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { showLog } from "./preparations.ts";

/** How wide a part of a path is, and how wide it would be if it had room. */
function widthsOf(part: Locator): Promise<{ readonly width: number; readonly wanted: number }> {
  return part.evaluate((element) => {
    const words = document.createRange();
    words.selectNodeContents(element);
    return { width: element.getBoundingClientRect().width, wanted: words.getBoundingClientRect().width };
  });
}

/** Whether nothing of it is left out, nor reaches out of its cell. */
async function isWhole(part: Locator): Promise<boolean> {
  const { width, wanted } = await widthsOf(part);
  const over = await part.evaluate((element) => {
    const cell = element.closest("[role=gridcell]");
    return element.getBoundingClientRect().right - (cell?.getBoundingClientRect().right ?? 0);
  });
  return wanted <= width && over <= 0;
}

function leftsOf(cells: Locator): Promise<readonly number[]> {
  return cells.evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().left)));
}

describe("a path in a narrow column", () => {
  const browser = ownBrowser();

  async function rowOf(target: string, width = 720): Promise<Locator> {
    const page: Page = await browser().open("waiting", { width, height: 520 });
    if (width < 960) await showLog(page);
    await page.evaluate(`window.simulation.begin(${JSON.stringify({ target, outcome: "complete" })})`);
    const row = rowsIn(page).first();
    await row.waitFor();
    await drawn(page);
    return row;
  }

  it("leaves out the folder before it cuts the name of the file", async () => {
    for (const width of [720, 800, 1000]) {
      const row = await rowOf("/photos/2026-08-14 at the beach, with all of us/IMG_2041.jpg", width);
      for (const part of await row.locator(".path-name, .path-end").all()) {
        assert.ok(await isWhole(part), `${width}: ${JSON.stringify(await widthsOf(part))}`);
      }
      assert.ok(!(await isWhole(row.locator(".path-folder"))), `${width}`);
    }
  });

  it("keeps the end of a name that has no room", async () => {
    for (const target of [
      "/films/WWWWWWWW of a MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM in the summer 2041.jpg",
      "/a file of a long name that stands in the share itself, and not in a folder.tar.gz",
      "/films/a folder of a long name, the second of two that begin alike, number 2/",
    ]) {
      const row = await rowOf(target);
      assert.ok(await isWhole(row.locator(".path-end")), target);
      assert.ok(!(await isWhole(row.locator(".path-name"))), target);
    }
  });

  it("is one word to a screen reader", async () => {
    const path = "/photos/2026-08-14 beach/IMG_2041.jpg";
    const row = await rowOf(path);
    assert.equal(await row.page().getByRole("gridcell", { name: path, exact: true }).count(), 1);
  });

  it("has the room of a progress of which nothing is to be seen", async () => {
    for (const width of [720, 1000, 1280]) {
      const row = await rowOf("/photos/2026-08/IMG_2041.jpg", width);
      for (const part of await row.locator(".cell-path > bdi").all()) {
        assert.ok(await isWhole(part), `${width}: ${JSON.stringify(await widthsOf(part))}`);
      }
    }
  });

  it("covers no progress, and stands below its head", async () => {
    for (const width of [720, 1000, 1280, 1700]) {
      const row = await rowOf("/photos/2026-08/IMG_2041.jpg".repeat(20), width);
      const page = row.page();
      await page.evaluate(
        "window.simulation.begin({ target: '/films/garden.mp4'.repeat(20), outcome: 'client left' })",
      );
      const other = rowsIn(page).nth(1);
      const edges = await other.evaluate((element) => {
        const edgeOf = (name: string) => element.querySelector(`.cell-${name}`)?.getBoundingClientRect();
        return [edgeOf("path")?.right, edgeOf("progress")?.left, edgeOf("progress")?.right, edgeOf("status")?.left];
      });
      const sorted = edges.toSorted((one, next) => (one ?? 0) - (next ?? 0));
      assert.deepEqual(edges, sorted, `${width}`);
      const heads = page.locator(".log-head > *");
      for (const each of [row, other]) {
        assert.deepEqual(await leftsOf(each.locator("[role=gridcell]")), await leftsOf(heads), `${width}`);
      }
    }
  });

  it("is shown whole where it has room", async () => {
    const row = await rowOf("/photos/2026-08-14 beach/IMG_2041.jpg", 1700);
    for (const part of await row.locator(".cell-path > bdi").all()) assert.ok(await isWhole(part));
    assert.equal(await row.locator(".cell-path").textContent(), "/photos/2026-08-14 beach/IMG_2041.jpg");
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
