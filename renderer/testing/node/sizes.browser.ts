import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { allDrawn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { drag, showLog, turnOn } from "./preparations.ts";

/** Texts that have no room and end in an ellipsis. */
function cutTexts(texts: Locator): Promise<readonly string[]> {
  return texts.evaluateAll((all) =>
    all.filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent),
  );
}

/** The same to a fraction of a pixel, which is enough for an ellipsis. */
function partsCut(texts: Locator): Promise<readonly string[]> {
  return texts.evaluateAll((all) => {
    const widthOf = (text: Element): number => {
      const words = document.createRange();
      words.selectNodeContents(text);
      return words.getBoundingClientRect().width;
    };
    return all.filter((text) => widthOf(text) > text.getBoundingClientRect().width).map((text) => text.textContent);
  });
}

/** Has the first row of the log say the longest of the usual methods. */
async function sayLongMethod(page: Page): Promise<Locator> {
  const method = page.locator(".log-rows .cell-method").first();
  await method.locator("bdi").evaluate((word) => (word.textContent = "OPTIONS"));
  return method;
}

/** How many of them can be seen from their top to their bottom, behind nothing. */
function wholeInSight(parts: Locator): Promise<number> {
  return parts.evaluateAll((all) => {
    const isSeen = (part: Element, x: number, y: number) => part.contains(document.elementFromPoint(x, y));
    return all.filter((part) => {
      const { left, top, bottom } = part.getBoundingClientRect();
      return isSeen(part, left + 20, top + 3) && isSeen(part, left + 20, bottom - 3);
    }).length;
  });
}

/** Whether digits are as wide as in DejaVu Sans: letters are too, and less of them fits. */
function isWide(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const digits = document.createElement("span");
    digits.textContent = "0".repeat(100);
    digits.style.position = "fixed";
    document.body.append(digits);
    const { width } = digits.getBoundingClientRect();
    digits.remove();
    return width > 800;
  });
}

describe("the window at its first size", () => {
  const browser = ownBrowser();

  it("has room for all that is known of a request, and for what is going on now", async () => {
    const page = await browser().open("on", { width: 1264, height: 800 }); // 1280 less a frame, or a scrollbar
    const rows = page.locator("[role=row][id]");
    await allDrawn(page);
    const count = await rows.count();
    const wide = await isWide(page);
    for (const part of [...(wide ? [] : [".milliseconds"]), ".device-address", ".meaning"]) {
      assert.equal(await rows.locator(part).filter({ visible: true }).count(), count, part);
    }
    const words = `.cell-time, .cell-status, .cell-duration${wide ? "" : ", .device-name"}`;
    assert.deepEqual(await cutTexts(rows.locator(words)), []);
    assert.deepEqual(await cutTexts(page.locator(".log-head > *, .workers .tile-more")), []);
    assert.deepEqual(await cutTexts(await sayLongMethod(page)), []);
    assert.equal(await page.locator(".now .chart, .now .cells").filter({ visible: true }).count(), 3);
  });

  it("says in full how far a transfer came that did not get to its end", async () => {
    const page = await browser().open("waiting", { width: 1264, height: 800 });
    const sent = { bytesSent: 21, bytesExpected: 100 };
    for (const outcome of ["timed out", "failed", "client left"]) {
      await page.evaluate(`window.simulation.begin(${JSON.stringify({ ...sent, outcome })})`);
    }
    await page.getByText("left at 21 %").waitFor();
    assert.deepEqual(await partsCut(page.locator(".progress-words")), []);
  });

  it("shows the end of an address that has no room, and all of it on hovering", async () => {
    const page = await browser().open("on");
    const row = page.getByRole("row", { name: /fd12/ }).first();
    await row.waitFor();
    assert.deepEqual(await cutTexts(row.locator(".device-address bdi:last-child")), []);
    await page.getByTitle("fd12:3456:789a::1f Linux · Firefox").first().waitFor();
  });

  it("lets a device's name win over its address where there is room for one alone", async () => {
    const page = await browser().open("on", { width: 1000, height: 700 });
    const row = page.getByRole("row", { name: /192\.168\.1\.40/ }).first();
    await row.waitFor();
    const [cell, name] = await Promise.all([
      row.locator(".cell-device").boundingBox(),
      row.locator(".device-name").boundingBox(),
    ]);
    assert.ok(cell !== null && name !== null && Math.abs(name.y - cell.y) < 2, JSON.stringify({ cell, name }));
    assert.deepEqual(await cutTexts(row.locator(".device-name")), []);
  });

  it("breaks no port in two, however long the address before it", async () => {
    const page = await browser().open("waiting");
    const hosts = ["192.168.100.123", "[fd12:3456:789a::7]", "annas-very-long-computer-name.local"];
    await page.evaluate(`{
      const { share } = window.simulation;
      const addresses = ${JSON.stringify(hosts)}.map((host) => ({ ...share.addresses[0], url: "http://" + host + ":18080/" }));
      window.simulation.setShare({ ...share, addresses });
    }`);
    await page.getByText(`${hosts[1]}:18080`).waitFor();
    const lines = await page.locator(".address-port").evaluateAll((ports) =>
      ports.map((port) => {
        const words = document.createRange();
        words.selectNodeContents(port);
        return `${port.textContent} in ${words.getClientRects().length}`;
      }),
    );
    assert.deepEqual(lines, [":18080 in 1", ":18080 in 1", ":18080 in 1"]);
  });

  it("says in one line what the switch does, be the font a wide one", async () => {
    for (const scenario of ["starting", "stopping"] as const) {
      const page = await browser().open(scenario);
      await page.evaluate(() => (document.body.style.fontFamily = "DejaVu Sans"));
      const { height } = (await page.locator(".light-word").boundingBox()) ?? {};
      assert.ok(height !== undefined && height < 30, `${scenario}: ${height}`);
    }
  });

  it("keeps the words of a problem within their card, a long path included", async () => {
    const page = await browser().open("problem");
    const what = JSON.stringify(`There is no folder /media/anna/${"a_long_name_".repeat(8)}.`);
    const problem = `{ what: ${what}, remedy: "" }`;
    await page.evaluate(`window.simulation.setShare({ ...window.simulation.share, problem: ${problem} })`);
    for (const card of [page.locator(".share-card"), page.locator(".nothing")]) {
      await card.getByText("a_long_name").waitFor();
      assert.equal(await card.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
    }
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("what is going on now", () => {
  const browser = ownBrowser();

  it("has room for its numbers after a day of many requests", async () => {
    for (const [width, height] of [
      [720, 520],
      [1000, 700],
      [1280, 800],
    ] as const) {
      const page = await browser().open("waiting", { width, height });
      if (width < 960) await showLog(page);
      await page.evaluate(`{
        const { counters } = window.simulation;
        window.simulation.counters = { ...counters, requests: 412_345, byStatusClass: [0, 0, 380_000, 0, 28_092, 1_204] };
        window.simulation.traffic(1);
      }`);
      await page.getByText("412,346 in all").waitFor();
      assert.deepEqual(await cutTexts(page.locator(".now .tile-words > *")), [], `${width}`);
    }
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a window in which something happens", () => {
  const browser = ownBrowser();
  const placeOf = (element: Locator) => element.boundingBox();

  it("keeps the switch and the columns where they are", async () => {
    const page = await browser().open("off");
    const light = page.getByRole("switch", { name: "Share this folder" });
    const column = page.getByRole("columnheader", { name: "Status" });
    const before = [await placeOf(light), await placeOf(column)];
    await light.click();
    await page.getByText("Everyone on your network can open this folder.").waitFor();
    await page.getByText("Open it on another device").waitFor();
    await page.evaluate("window.simulation.traffic(60)");
    await allDrawn(page);
    assert.deepEqual([await placeOf(light), await placeOf(column)], before);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a narrow window", () => {
  const browser = ownBrowser();

  for (const font of ["DejaVu Sans", "Liberation Sans"]) {
    for (const [width, height] of [
      [720, 520],
      [1024, 700],
    ] as const) {
      it(`has room for every column, ${width} wide, in ${font}`, async () => {
        const page = await browser().open("on", { width, height });
        await page.evaluate((family) => (document.body.style.fontFamily = family), font);
        if (width < 960) await showLog(page);
        await allDrawn(page);
        const grid = page.getByRole("grid");
        assert.equal(await grid.evaluate((list) => list.scrollWidth - list.clientWidth), 0);
        const parts = ".log-head > *, .log-row[id] :is(.cell-time, .cell-size, .cell-duration, .progress-words)";
        assert.deepEqual(await cutTexts(grid.locator(parts)), []);
        const columns = await grid.evaluate((list) =>
          [".log-head", ".log-row[id]"].map((row) =>
            Array.from(list.querySelector(row)?.children ?? [], (cell) =>
              Math.round(cell.getBoundingClientRect().left),
            ),
          ),
        );
        assert.deepEqual(columns[0], columns[1]);
      });
    }
  }

  it("breaks no word in two that it suggests", async () => {
    const page = await browser().open("on", { width: 720, height: 520 });
    await showLog(page);
    await page.getByLabel("Filter requests").click();
    const words = page.getByRole("option").locator("bdi");
    await words.first().waitFor();
    const heights = await words.evaluateAll((all) =>
      all.map((word) => Math.round(word.getBoundingClientRect().height)),
    );
    assert.deepEqual([...new Set(heights)], [heights[0]]);
  });

  it("says in full how far a transfer came", async () => {
    const page = await browser().open("generous", { width: 720, height: 520 });
    await showLog(page);
    await page.getByRole("row", { name: "left at 11 %" }).waitFor();
    assert.deepEqual(await partsCut(page.locator(".progress-words")), []);
  });

  it("says in full how long a request took, be it days", async () => {
    const page = await browser().open("waiting", { width: 720, height: 520 });
    await showLog(page);
    for (const minutes of [59.99, 23 * 60 + 59, 30 * 24 * 60]) {
      await page.evaluate(`window.simulation.begin({ total: ${minutes * 60_000}, outcome: "complete" })`);
    }
    await page.getByText("720 h 0 min").waitFor();
    assert.deepEqual(await partsCut(page.locator(".log-rows .cell-duration")), []);
  });

  it("that is enlarged to twice the size reaches its last column, and cuts no number and no address", async () => {
    const page = await browser().open("on", { width: 360, height: 260 });
    const { height } = (await page.locator(".address[data-best] .address-url").boundingBox()) ?? {};
    assert.ok(height !== undefined && height < 30, `the address is ${height} high`);
    await showLog(page);
    const [grid, last] = [page.getByRole("grid"), page.getByRole("columnheader", { name: "Progress" })];
    await grid.evaluate((list) => list.scrollBy({ left: 2000 }));
    const [list, column] = [await grid.boundingBox(), await last.boundingBox()];
    assert.ok(list !== null && column !== null && column.x + column.width <= list.x + list.width);
    assert.deepEqual(await cutTexts(page.locator(".tile-value")), []);
    const parts = page.locator(".bar > *, .now");
    const right = await parts.evaluateAll((all) => Math.max(...all.map((part) => part.getBoundingClientRect().right)));
    assert.ok(right <= 360, `something ends at ${right}`);
  });

  it("that is enlarged to twice the size shows requests, and the details of one beside it", async () => {
    const page = await browser().open("on", { width: 360, height: 260 });
    await showLog(page);
    const rows = page.locator("[role=row][id]");
    await allDrawn(page);
    assert.ok((await wholeInSight(rows)) >= 2);
    await page.locator(".log-side").evaluate((side) => side.scrollBy(0, 2000));
    assert.ok((await wholeInSight(rows)) >= 4);
    await rows.last().click();
    const details = page.getByRole("region", { name: "Request details" });
    await details.waitFor();
    assert.equal(await wholeInSight(details.locator(".details-answer")), 1);
    assert.ok((await wholeInSight(rows)) >= 1);
    assert.equal(await page.evaluate(() => document.scrollingElement?.scrollTop), 0);
  });

  it("keeps the filter box as wide as it is, however many requests are counted", async () => {
    const page = await browser().open("first-run", { width: 720, height: 520 });
    await showLog(page);
    const width = async () => (await page.locator(".filter").boundingBox())?.width;
    const before = await width();
    await page.locator(".log-count").evaluate((count) => (count.textContent = "100,000 of 100,000…"));
    assert.equal(await width(), before);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a dialog in a window that is hardly large enough", () => {
  const browser = ownBrowser();
  const smallest = { width: 720, height: 520 } as const;

  /** Parts of the dialog that reach out of the window, wherever it is scrolled to. */
  const outside = (dialog: Locator): Promise<readonly string[]> =>
    dialog.evaluate((element) =>
      [element, ...element.querySelectorAll("header, footer, button")]
        .filter((part) => {
          const { left, top, right, bottom } = part.getBoundingClientRect();
          return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
        })
        .map((part) => `${part.tagName} ${part.textContent}`),
    );

  it("scrolls what it says, and keeps its buttons in sight", async () => {
    const page = await browser().open("off", smallest);
    const kinds = ["home folder", "environment file", "version control", "private key", "link out"] as const;
    const warnings = kinds.map((kind) => ({ kind, examples: ["one", "two"], count: 2, hidden: 0 }));
    await page.evaluate(`window.simulation.warnings = ${JSON.stringify(warnings)}`);
    await turnOn(page);
    await page.getByText("This is your whole home folder").waitFor();
    assert.deepEqual(await outside(page.getByRole("dialog")), []);
  });

  it("shows its last line at the end of its scrolling", async () => {
    const page = await browser().open("waiting", smallest);
    await page.getByRole("button", { name: "Others cannot connect?" }).click();
    await page.getByText(/^It works as soon as/).scrollIntoViewIfNeeded();
    assert.deepEqual(await outside(page.getByRole("dialog")), []);
  });

  it("keeps its buttons within it, however long the names of folders are", async () => {
    const page = await browser().open("waiting", smallest);
    await drag(page, "a long name ".repeat(20).trim(), ["dragover", "drop"]);
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await outside(page.getByRole("dialog")), []);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
