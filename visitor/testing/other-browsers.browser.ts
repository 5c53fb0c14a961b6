import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violationsOf } from "./accessibility.ts";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";
import { slow, untilBegun } from "./slow.ts";

const browser = ownBrowser();
const home = ownHome(undefined, { uploads: { diskBytesToLeave: 0 } });

describe("in WebKit", () => {
  it("rows are moved fast: their boxes belong to no form, which looks for the place of each", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("button", { name: "Size", exact: true }).click();
    await page.waitForFunction(
      () => document.querySelector("tbody tr:not(.folder) bdi")?.textContent === "archive.zip",
    );
    const owned = () =>
      page.locator("tbody input").evaluateAll((all) => all.filter((box) => (box as HTMLInputElement).form));
    assert.deepEqual(await owned(), []);
  });

  it("rows are taken out and not hidden first, which takes several times as long", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const hidden = await page.evaluate(async () => {
      const table = document.querySelector("table");
      let changes = 0;
      const watch = new MutationObserver((records) => {
        changes += records.length;
      });
      if (table !== null) watch.observe(table, { subtree: true, attributeFilter: ["hidden"] });
      const head = document.querySelector<HTMLElement>("th.size button");
      head?.focus();
      head?.click();
      while (document.querySelector("th.size[aria-sort]") === null) await new Promise((resolve) => setTimeout(resolve));
      return [changes + watch.takeRecords().length, document.activeElement?.textContent];
    });
    assert.deepEqual(hidden, [0, "Size"]);
  });

  it("cards are as high as what is in them, in a grid that has the list's height still", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByRole("button", { name: "Show as pictures" }).click();
    const [before, after] = await page.locator("tbody").evaluate((body: HTMLElement) => {
      const heightOf = () => body.querySelector("tr")?.getBoundingClientRect().height;
      const before = heightOf();
      body.style.height = "4000px";
      return [before, heightOf()];
    });
    assert.equal(after, before);
  });
});

describe("in Firefox", () => {
  it("the address changes while no row is there: each link is resolved anew, which takes it seconds for thousands", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.evaluate(() => {
      const replace = history.replaceState.bind(history);
      history.replaceState = (state: unknown, unused, address) => {
        if (typeof address === "string") document.title = `${address} ${document.querySelectorAll("tbody tr").length}`;
        replace(state, unused, address);
      };
    });
    await page.getByRole("button", { name: "Size", exact: true }).click();
    await page.locator('th.size[aria-sort="descending"]').waitFor();
    assert.equal(await page.title(), "?sort=size&order=desc 0");
    assert.equal(new URL(page.url()).search, "?sort=size&order=desc");
  });
});

describe("a page that WebKit kept whole, but for its fields, which it emptied", () => {
  it("has what was typed and ticked when it is shown again", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    await page.getByLabel("Select IMG_2.png").check();
    await page.getByLabel("Filter").fill("png");
    await page.waitForFunction(() => (history.state as { filter?: string } | null)?.filter === "png");
    await page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
      for (const field of document.querySelectorAll("input")) {
        if (field.type === "search") field.value = "";
        else field.checked = false;
      }
    });
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#filter")?.value === "png");
    assert.equal(await page.getByLabel("Select IMG_2.png").isChecked(), true);
  });
});

describe("where the history may not be written to any more", () => {
  const refuse = () => {
    History.prototype.replaceState = () => {
      throw new DOMException("more than 100 times per 10 seconds", "SecurityError");
    };
  };

  it("a preview leads on, and closes", async () => {
    await using opened = await visit(browser(), home().address, {}, refuse);
    const { page } = opened;
    await page.getByRole("link", { name: "IMG_1.png" }).click();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("img", { name: "IMG_2.png" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.deepEqual(opened.problems, []);
  });

  it("a preview opens without a place of its own, and closes", async () => {
    const refuseAll = () => {
      History.prototype.replaceState = History.prototype.pushState = () => {
        throw new DOMException("more than 100 times per 10 seconds", "SecurityError");
      };
    };
    await using opened = await visit(browser(), home().address, {}, refuseAll);
    const { page } = opened;
    await page.getByRole("link", { name: "IMG_1.png" }).click();
    await page.getByRole("img", { name: "IMG_1.png" }).waitFor({ timeout: 10_000 });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(page.url(), home().address);
    assert.deepEqual(opened.problems, []);
  });

  it("a column sorts", async () => {
    await using opened = await visit(browser(), home().address, {}, refuse);
    await opened.page.getByRole("button", { name: "Size", exact: true }).click();
    await opened.page.locator('th.size[aria-sort="descending"]').waitFor();
    assert.deepEqual(opened.problems, []);
  });
});

describe("where elements have no properties for ARIA", () => {
  const takeAway = () => {
    for (const name of Object.keys(Object.getOwnPropertyDescriptors(Element.prototype))) {
      if (/^(aria[A-Z]|role$)/.test(name)) Reflect.deleteProperty(Element.prototype, name);
    }
  };

  it("what is pressed, sorted and at its end says so, and everything has its name", async () => {
    await using opened = await visit(browser(), home().address, {}, takeAway);
    const { page } = opened;
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole("button", { name: "Show as pictures" }).click();
    await page.locator('#view[aria-pressed="true"]').waitFor();
    await page.getByRole("button", { name: "Size", exact: true }).click();
    await page.locator('th.size[aria-sort="descending"]').waitFor();
    await page.getByRole("button", { name: "Link and QR code of this page" }).click();
    await page.getByRole("textbox", { name: "Address of this page" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "big.log" }).click();
    await page.locator('.previous[aria-disabled="true"][aria-label="Previous"]').waitFor();
    await page.getByRole("link", { name: "Download" }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });
});

describe("where folders cannot be chosen", () => {
  const takeAway = () => {
    Reflect.deleteProperty(File.prototype, "webkitRelativePath");
    Reflect.deleteProperty(HTMLInputElement.prototype, "webkitdirectory");
  };

  it("files are sent, and nothing offers to send a folder", async () => {
    await using opened = await visit(browser(), home().address, {}, takeAway);
    const { page } = opened;
    const file = { name: "sent.txt", mimeType: "text/plain", buffer: Buffer.from("sent") };
    await page.locator('.send input[type="file"][multiple]').setInputFiles(file);
    await page.getByText("1 file was sent.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Send a folder" }).isVisible(), false);
  });
});

describe("while files are sent", () => {
  it("a browser that goes by an older sign asks before the page is left as well", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const goOn = await slow(page);
    const file = { name: "large.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(500_000) };
    await page.locator('.send input[type="file"][multiple]').setInputFiles(file);
    await untilBegun(home());
    const sign: unknown = await page.evaluate(() => {
      const event = new Event("beforeunload", { cancelable: true });
      Object.defineProperty(event, "returnValue", { value: "", writable: true });
      window.dispatchEvent(event);
      return Reflect.get(event, "returnValue");
    });
    assert.equal(sign, true);
    await goOn();
    await page.getByText("1 file was sent.").waitFor();
  });
});

describe("on an iPhone, which shows the first page alone of a PDF in a page", () => {
  it("the link to a PDF is followed", async () => {
    const beApple = () => {
      Object.defineProperty(Navigator.prototype, "pdfViewerEnabled", { value: true });
      CSS.supports = (...asked: readonly string[]) => asked[0] === "-webkit-touch-callout";
      window.addEventListener("click", (event) => {
        document.title = event.defaultPrevented ? "shown" : "followed";
        event.preventDefault();
      });
    };
    await using opened = await visit(browser(), home().address, {}, beApple);
    await opened.page.getByRole("link", { name: "IMG_1.png" }).click();
    assert.equal(await opened.page.title(), "shown");
    await opened.page.keyboard.press("Escape");
    await opened.page.getByRole("link", { name: "Garden plan.pdf" }).click();
    assert.equal(await opened.page.title(), "followed");
  });
});

describe("where a style sheet cannot ask", () => {
  const visitWithout = async (words: string) => {
    const context = await browser().newContext();
    await context.route("**/*.css", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll(words, "unknown") });
    });
    const page = await context.newPage();
    await page.goto(home().address);
    await page.locator("html.ready").waitFor();
    return { page, [Symbol.asyncDispose]: () => context.close() };
  };

  it("whether there is script, the button that works without it goes", async () => {
    await using opened = await visitWithout("scripting:");
    assert.equal(await opened.page.getByRole("button", { name: "Download selected" }).isVisible(), false);
  });

  it("what is in an element, the grid shows a picture or its icon, not both", async () => {
    await using opened = await visitWithout(":has(");
    const { page } = opened;
    await page.locator("#view").click();
    await page.locator("a:has(canvas)", { hasText: "IMG_1.png" }).waitFor();
    const icon = (name: string) =>
      page.getByRole("link", { name }).evaluate((link) => getComputedStyle(link, "::before").display);
    assert.equal(await icon("IMG_1.png"), "none");
    assert.equal(await icon("notes.txt"), "block");
  });
});
