import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { overflowOf, violationsOf } from "./accessibility.ts";
import { devices, visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { picture } from "./pictures.ts";
import { fillHome, oddNames, shareNew } from "./shared-folder.ts";

/** All that is wider than a phone, and short enough to stand open. */
const readme = [
  "| File | What it is |\n|:--|--:|\n| plan-of-the-garden-2026.pdf | Where everything is planted, and when |",
  `| ${"Column | ".repeat(12)}\n|${"---|".repeat(12)}\n| ${"some words | ".repeat(12)}`,
  `\`\`\`\n${"a long line of code; ".repeat(10)}\n${"x".repeat(200)}\n\`\`\``,
  "![A wide picture](wide.png) ![One from elsewhere](https://elsewhere.example/picture.png)",
].join("\n\n");

const browser = ownBrowser();
const home = ownHome(
  async (folder) => {
    await fillHome(folder);
    await mkdir(path.join(folder, "odd"));
    for (const name of oddNames) await writeFile(path.join(folder, "odd", name), name);
    await mkdir(path.join(folder, "read"));
    await writeFile(path.join(folder, "read", "README.md"), readme);
    await writeFile(path.join(folder, "read", "wide.png"), picture(1, 1600, 400));
  },
  { note: "Welcome!" },
);

for (const javaScriptEnabled of [true, false]) {
  for (const [name, device] of Object.entries(devices)) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`${javaScriptEnabled ? "with script, axe finds nothing" : "without script"}, and nothing is cut off, on a ${name}, ${colorScheme}`, async () => {
        for (const folder of ["", "odd/", "read/"]) {
          await using opened = await visit(browser(), home().address + folder, {
            ...device,
            colorScheme,
            javaScriptEnabled,
          });
          assert.equal(await overflowOf(opened.page), 0);
          if (javaScriptEnabled) assert.deepEqual(await violationsOf(opened.page), []);
          assert.deepEqual(opened.problems, []);
        }
      });
    }
  }
}

describe("text of twice the size, on a phone", () => {
  /** As a browser's setting does; words that are cut off, or out of the window. */
  const lost = (page: Page, parts: string): Promise<readonly string[]> =>
    page.locator(parts).evaluateAll((all) => {
      document.documentElement.style.fontSize = "200%";
      const isLost = (part: Element): boolean => {
        const { left, right, width } = part.getBoundingClientRect();
        return width > 0 && (left < 0 || right > innerWidth || part.scrollWidth > part.clientWidth + 1);
      };
      return all.filter(isLost).map((part) => part.outerHTML);
    });

  for (const view of ["list", "grid"] as const) {
    it(`cuts nothing off of the ${view} and what stands above it, and leaves room to type`, async () => {
      await using opened = await visit(browser(), home().address, devices.phone);
      if (view === "grid") await opened.page.locator("#view").click();
      assert.deepEqual(await lost(opened.page, ".tools :is(button, input), thead button, bdi, time"), []);
      assert.ok(((await opened.page.locator("#filter").boundingBox())?.width ?? 0) > 150);
    });
  }

  it("shows the name of what is previewed", async () => {
    await using opened = await visit(browser(), home().address, devices.phone);
    await opened.page.getByRole("link", { name: "notes.txt", exact: true }).click();
    await opened.page.getByText("Second line").waitFor();
    assert.deepEqual(await lost(opened.page, ".preview header :is(h2, button)"), []);
  });
});

it("is dark on light on paper, also where the screen is dark", async () => {
  await using opened = await visit(browser(), home().address, { colorScheme: "dark" });
  const ink = () => opened.page.evaluate(() => getComputedStyle(document.body).color);
  assert.equal(await ink(), "rgb(236, 229, 218)");
  await opened.page.emulateMedia({ media: "print" });
  assert.equal(await ink(), "rgb(43, 38, 33)");
});

it("a name with a heap of marks stays in its row", async () => {
  await using opened = await visit(browser(), home().address);
  const { page } = opened;
  const row = await page.locator("tr", { hasText: "drawing.svg" }).boundingBox();
  const above = () => page.screenshot({ fullPage: true, clip: row ?? assert.fail("it is not there") });
  const before = await above();
  await page.getByText("Garden plan.pdf").evaluate((name) => {
    name.textContent = `Ga${"\u0301".repeat(100)}rden plan.pdf`;
  });
  assert.ok(before.equals(await above()));
});

describe("on paper", () => {
  const pages = async (page: Page) => (await page.pdf()).toString("latin1").match(/\/Type \/Page\b/g)?.length;

  it("a text is all there, dark on light, and nothing else is", async () => {
    const long = `${"a line\n".repeat(300)}the last\n`;
    await using shared = await shareNew((folder) => writeFile(path.join(folder, "notes.txt"), long));
    await using opened = await visit(browser(), shared.address, { colorScheme: "dark" });
    const { page } = opened;
    await page.getByRole("link", { name: "notes.txt", exact: true }).click();
    await page.getByText("the last").waitFor();
    assert.ok(((await pages(page)) ?? 0) > 4);
    await page.emulateMedia({ media: "print" });
    const ink = await page.locator(".stage pre").evaluate((text) => getComputedStyle(text).color);
    assert.equal(ink, "rgb(43, 38, 33)");
    assert.equal(await page.locator("button:visible, a:visible").count(), 0);
  });

  it("a picture is on one page", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("link", { name: "IMG_1.png", exact: true }).click();
    await page.locator(".stage img").evaluate((image: HTMLImageElement) => image.decode());
    assert.equal(await pages(page), 1);
  });
});

describe("without script", () => {
  const options = { javaScriptEnabled: false };

  // axe is a script itself: so the page has its own taken away, and no more
  for (const colorScheme of ["light", "dark"] as const) {
    it(`axe finds nothing in what was served, ${colorScheme}`, async () => {
      const context = await browser().newContext({ ...devices.phone, colorScheme });
      await context.route("**/.porchlight/*.js*", (route) => route.abort());
      const page = await context.newPage();
      for (const folder of ["", "odd/", "read/"]) {
        await page.goto(home().address + folder);
        assert.equal(await page.locator("html.ready").count(), 0);
        assert.deepEqual(await violationsOf(page), []);
      }
      await context.close();
    });
  }

  it("folders are entered, and the breadcrumb leads back", async () => {
    await using opened = await visit(browser(), home().address, options);
    const { page } = opened;
    await page.getByRole("link", { name: "Holiday 2026" }).click();
    await page.getByRole("link", { name: "beach" }).click();
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "beach");
    await page.getByRole("link", { name: "Holiday 2026" }).click();
    assert.equal(new URL(page.url()).pathname, "/Holiday%202026/");
  });

  it("each column sorts, one way and the other", async () => {
    await using opened = await visit(browser(), home().address, options);
    const { page } = opened;
    const firstFile = () => page.locator("tbody tr:not(.folder) a").first().textContent();
    await page.getByRole("button", { name: "Size" }).click();
    assert.equal(await firstFile(), "archive.zip");
    assert.equal(await page.locator("th.size").getAttribute("aria-sort"), "descending");
    await page.getByRole("button", { name: "Size" }).click();
    assert.equal(await firstFile(), "budget.csv");
    await page.getByRole("button", { name: "Changed" }).click();
    await page.getByRole("button", { name: "Changed" }).click();
    assert.equal(await firstFile(), "notes.txt");
    await page.getByRole("button", { name: "Name" }).click();
    await page.getByRole("button", { name: "Name" }).click();
    assert.equal(await firstFile(), "song.wav");
  });

  it("all of it is downloaded as a zip, also where it stands in another order", async () => {
    await using opened = await visit(browser(), `${home().address}?sort=size&order=desc`, options);
    const { page } = opened;
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download all" }).click();
    const zip = await readFile(await (await download).path(), "latin1");
    assert.ok(zip.includes("notes.txt") && zip.includes("song.wav"));
    assert.match(page.url(), /\?sort=size&order=desc$/);
  });

  it("what is ticked is downloaded as a zip", async () => {
    await using opened = await visit(browser(), home().address, options);
    const { page } = opened;
    await page.getByRole("checkbox", { name: "Select notes.txt" }).check();
    await page.getByRole("checkbox", { name: "Select app.ts" }).check();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download selected" }).click();
    assert.match((await download).suggestedFilename(), /\.zip$/);
  });

  it("also a name of two lines, whose end a browser's form writes otherwise", async () => {
    await using opened = await visit(browser(), `${home().address}odd/`, options);
    const { page } = opened;
    await page.getByRole("checkbox", { name: /^Select line\S*break\.txt$/ }).check();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download selected" }).click();
    const zip = await readFile(await (await download).path(), "latin1");
    assert.ok(zip.includes("line\nbreak.txt"), zip);
    assert.ok(!zip.includes("not included"), zip);
  });

  it("the owner's note and the README stand on top, as text", async () => {
    await using opened = await visit(browser(), home().address, options);
    assert.equal(await opened.page.getByRole("region", { name: "Note" }).textContent(), "Welcome!\n");
    assert.equal(await opened.page.locator("details strong").textContent(), "Holiday 2026");
  });
});

/** What is there for those with script and for those without, and whether a row can be ticked. */
function toolsOf(page: Page) {
  return page.evaluate(() => {
    const isSeen = (selector: string) => document.querySelector(selector)?.checkVisibility();
    return { filter: isSeen("#filter"), download: isSeen(".unscripted"), box: isSeen("tbody input") };
  });
}

describe("a page that is long in coming", () => {
  it("is one with script long before its end: it would change twice if that took seconds", async () => {
    await using shared = await shareNew(async (folder) => {
      for (let number = 0; number < 3000; number++) await writeFile(path.join(folder, `IMG_${number}.jpg`), "");
    });
    const context = await browser().newContext(devices.phone);
    await context.addInitScript(() => {
      new MutationObserver(() => {
        const seen = window as unknown as { state?: string };
        if (document.documentElement.classList.contains("scripted")) seen.state ??= document.readyState;
      }).observe(document, { subtree: true, attributeFilter: ["class"] });
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    const conditions = { offline: false, latency: 0, downloadThroughput: 300_000, uploadThroughput: -1 };
    await session.send("Network.emulateNetworkConditions", conditions);
    await page.goto(shared.address);
    await page.locator("html.ready").waitFor();
    assert.equal(await page.evaluate(() => (window as unknown as { state?: string }).state), "loading");
    assert.equal(await page.locator("tbody tr").count(), 3000);
    await context.close();
  });

  it("shows what cannot be pressed yet as such", async () => {
    const context = await browser().newContext(devices.phone);
    let letCome: () => void = () => undefined;
    const comes = new Promise<void>((resolve) => (letCome = resolve));
    await context.route("**/.porchlight/*.js*", (route) => comes.then(() => route.continue()));
    const page = await context.newPage();
    await page.goto(home().address, { waitUntil: "commit" });
    const opacity = () => page.locator("#view").evaluate((button) => getComputedStyle(button).opacity);
    await page.locator("footer").waitFor();
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    await page.locator("#view").evaluate((button) => {
      for (const animation of button.getAnimations()) animation.finish();
    });
    assert.equal(await opacity(), "0.35");
    letCome();
    await page.locator("html.ready").waitFor();
    assert.equal(await opacity(), "1");
    await context.close();
  });
});

it("a note and a README go the way of their words, on the side where these begin", async () => {
  const words = "مرحبا بكم!";
  const fill = (folder: string) =>
    writeFile(path.join(folder, "README.md"), `# ${words}\n\n${words}\n\n- ${words}\n- one\n`);
  await using shared = await shareNew(fill, { note: words });
  await using opened = await visit(browser(), shared.address, devices.phone);
  const gaps = await opened.page.locator(".note :is(p, h2, li:first-child)").evaluateAll((blocks) =>
    blocks.map((block) => {
      const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
      const [first, last] = [document.createRange(), document.createRange()];
      if (text === null) return NaN;
      first.setStart(text, 0);
      first.setEnd(text, 1);
      last.setStart(text, "مرحبا بكم".length);
      last.setEnd(text, "مرحبا بكم!".length);
      const right = first.getBoundingClientRect().right;
      return right > last.getBoundingClientRect().right ? Math.round(block.getBoundingClientRect().right - right) : NaN;
    }),
  );
  assert.deepEqual(gaps, [0, 0, 0, 0]);
  assert.equal(await opened.page.locator(".note ul").evaluate((list) => getComputedStyle(list).direction), "rtl");
});

describe("where the script is refused, and script counts as on,", () => {
  for (const [name, device] of Object.entries(devices)) {
    it(`the page is soon as without, and changes back where it comes after all, on a ${name}`, async () => {
      const context = await browser().newContext(device);
      let letCome: () => void = () => undefined;
      const comes = new Promise<void>((resolve) => (letCome = resolve));
      await context.route("**/.porchlight/*.js*", (route) => comes.then(() => route.continue()));
      const page = await context.newPage();
      await page.goto(home().address, { waitUntil: "commit" });
      await page.locator("footer").waitFor();
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      assert.deepEqual(await toolsOf(page), { filter: true, download: false, box: name === "desktop" });
      await page.evaluate(() => {
        for (const animation of document.getAnimations()) animation.finish();
      });
      assert.deepEqual(await toolsOf(page), { filter: false, download: true, box: true });
      assert.equal(await overflowOf(page), 0);
      letCome();
      await page.locator("html.ready").waitFor();
      assert.deepEqual(await toolsOf(page), { filter: true, download: false, box: name === "desktop" });
      await context.close();
    });
  }
});

it("every odd name is shown, and its link leads to exactly that file", async () => {
  await using opened = await visit(browser(), `${home().address}odd/`);
  const links = await opened.page
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => ({ name: row.querySelector("input")?.value, href: row.querySelector("a")?.href ?? "" })),
    );
  assert.deepEqual(new Set(links.map(({ name }) => name)), new Set(oddNames));
  for (const { name, href } of links) assert.equal(await (await fetch(href)).text(), name);
});

it("an empty folder says so, and can be opened on another device", async () => {
  await using opened = await visit(browser(), `${home().address}Music/`);
  const { page } = opened;
  assert.equal(await page.getByRole("status").textContent(), "This folder is empty.");
  assert.deepEqual(await violationsOf(page), []);
  await page.getByRole("button").click(); // the only one
  assert.match(await page.getByLabel("Address of this page").inputValue(), /\/Music\/$/);
});
