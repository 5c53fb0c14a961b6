import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { Scenario } from "../scenarios.ts";
import type { PageOptions } from "./browser.ts";
import { allDrawn, drawn, rowsIn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { asked } from "./page-asked.ts";
import { leaveEnd } from "./preparations.ts";

function scrolled(grid: Locator): Promise<{ readonly top: number; readonly toEnd: number }> {
  return grid.evaluate((list) => ({
    top: list.scrollTop,
    toEnd: list.scrollHeight - list.clientHeight - list.scrollTop,
  }));
}

describe("the live log", () => {
  const browser = ownBrowser();
  let page: Page;
  let grid: Locator;

  async function open(scenario: Scenario, options?: PageOptions): Promise<void> {
    page = await browser().open(scenario, options);
    grid = page.getByRole("grid");
    await allDrawn(page);
  }

  it("says above it of which day the row at the top is, once that is over", async () => {
    await open("on");
    const head = page.getByRole("columnheader", { name: "Time" });
    assert.equal(await head.textContent(), "Time");
    await page.evaluate("{ const now = Date.now; Date.now = () => now() + 86_400_000; }");
    const day = new Intl.DateTimeFormat("en", { month: "short", day: "numeric" }).format(Date.now());
    await head.getByText(day).waitFor({ timeout: 5000 }); // though nobody asks for anything that night
    await page.evaluate("window.simulation.traffic(100)");
    await page.getByText("342 requests").waitFor();
    assert.equal(await head.textContent(), "Time");
    await grid.press("Home");
    await head.getByText(day).waitFor();
  });

  it("follows the end, until the reader leaves it", async () => {
    await open("on");
    await page.evaluate("window.simulation.traffic(50)");
    await page.getByText("292 requests").waitFor();
    assert.ok((await scrolled(grid)).toEnd < 2);
    await leaveEnd(page);
    const before = await scrolled(grid);
    const first = await rowsIn(page).first().textContent();
    await page.evaluate("window.simulation.traffic(312)");
    await page.getByRole("button", { name: "312 new" }).waitFor();
    assert.equal((await scrolled(grid)).top, before.top);
    assert.equal(await rowsIn(page).first().textContent(), first);
    await page.getByRole("button", { name: "312 new" }).click();
    await page.getByRole("button", { name: "312 new" }).waitFor({ state: "detached" });
    assert.ok((await scrolled(grid)).toEnd < 2);
  });

  it("keeps what is read in its place while older records are dropped, and the details of one of these", async () => {
    await open("flood");
    for (const key of ["Home", "Enter"]) await grid.press(key);
    const details = page.getByRole("region", { name: "Request details" });
    const title = await details.locator("h3").textContent();
    await grid.evaluate((list) => (list.scrollTop = 28 * 50_000 + 3));
    await drawn(page);
    const inSight = () => page.evaluate(() => document.elementFromPoint(800, 300)?.closest("[role=row]")?.id);
    const read = await inSight();
    await page.evaluate("window.simulation.traffic(3500)");
    await page.getByText(/^[3-5],\d{3} older records not shown/).waitFor({ state: "attached" });
    await page.getByRole("button", { name: "3,500 new" }).waitFor();
    await drawn(page);
    assert.equal(await inSight(), read);
    assert.equal(await details.locator("h3").textContent(), title);
    await page.getByRole("button", { name: "Clear what has ended" }).click();
    await details.waitFor({ state: "detached" });
  });

  it("stands still when paused, counts on, and shows all when it goes on", async () => {
    await open("on");
    await grid.press(" ");
    await page.evaluate("window.simulation.traffic(7)");
    await page.getByText("7 new").waitFor();
    assert.equal(await page.getByText("242 requests").count(), 1);
    await page.locator("[data-total=requests]").getByText("249").waitFor();
    await grid.press(" ");
    await page.getByText("249 requests").waitFor();
  });

  it("forgets on clear what has ended, and keeps what is under way", async () => {
    await open("on");
    await page.getByRole("button", { name: "Clear what has ended" }).click();
    await page.getByText("2 requests", { exact: true }).waitFor();
  });

  it("fills a row with progress until it is complete", async () => {
    await open("on");
    await page.evaluate(
      "window.live = window.simulation.begin({ target: '/x.iso', bytesSent: 25, bytesExpected: 100 })",
    );
    const row = rowsIn(page).filter({ hasText: "/x.iso" });
    await row.getByText("25 %").waitFor();
    await page.evaluate("window.simulation.log({ ...window.live, bytesSent: 80 })");
    await row.getByText("80 %").waitFor();
    await page.evaluate("window.simulation.log({ ...window.live, bytesSent: 100, outcome: 'complete' })");
    await row.getByText("complete").waitFor({ state: "attached" });
    assert.equal(await row.count(), 1);
  });

  it("is worked by keys alone", async () => {
    await open("on");
    const selected = page.locator("[role=row][aria-selected=true]");
    await grid.press("End");
    assert.equal(await selected.getAttribute("id"), "request-242");
    await page.keyboard.press("PageUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    assert.equal(await selected.getAttribute("id"), "request-1");
    assert.equal(await grid.getAttribute("aria-activedescendant"), "request-1");
    await page.keyboard.press("Enter");
    const details = page.getByRole("region", { name: "Request details" });
    await details.getByText("Host").waitFor();
    await page.keyboard.press("End");
    await page.waitForFunction(() => (document.querySelector(".details-body")?.scrollTop ?? 0) > 0);
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
    assert.ok(await grid.evaluate((list) => list === document.activeElement));
    await page.keyboard.press("Control+c");
    const asked = await page.evaluate<{ channel: string; args: string[] }[]>("window.simulation.asked");
    assert.deepEqual(asked.at(-1)?.channel, "clipboard:write");
    assert.match(asked.at(-1)?.args[0] ?? "", /^http:\/\/192\.168\.1\.7:8080\//);
    await page.keyboard.press("/");
    await page.keyboard.type("status:404");
    await page.keyboard.press("Escape");
    await page.getByText(/^\d+ of 242$/).waitFor();
    await page.keyboard.press("Control+f");
    assert.ok(await page.getByLabel("Filter requests").evaluate((box) => box === document.activeElement));
  });

  it("leaves the filter alone while a dialog is open over it", async () => {
    await open("on");
    const isInFilter = () => page.getByLabel("Filter requests").evaluate((box) => box === document.activeElement);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    for (const key of ["/", "Control+f"]) {
      await page.keyboard.press(key);
      assert.ok(!(await isInFilter()), key);
    }
    await page.evaluate("window.simulation.command('find in log')");
    await drawn(page);
    assert.ok(!(await isInFilter()), "the menu");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("/");
    assert.ok(await isInFilter());
  });

  it("keeps the selected row in sight beside its details", async () => {
    await open("on", { height: 520 });
    for (const key of ["End", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "Enter"]) await grid.press(key);
    await page.getByRole("region", { name: "Request details" }).waitFor();
    await drawn(page);
    const [row, list] = await Promise.all([page.locator("#request-238").boundingBox(), grid.boundingBox()]);
    assert.ok(row !== null && list !== null);
    assert.ok(row.y >= list.y + 28 && row.y + row.height <= list.y + list.height + 1, JSON.stringify({ row, list }));
  });

  it("narrows to a suggestion, and saves it", async () => {
    await open("on");
    const box = page.getByLabel("Filter requests");
    await box.pressSequentially("is:act");
    await page.getByRole("option", { name: /is:active/ }).click();
    await page.getByText("2 of 242").waitFor();
    await page.getByRole("button", { name: "Save this filter" }).click();
    await page.getByRole("button", { name: "Forget this saved filter" }).waitFor();
    assert.equal(await page.evaluate("window.simulation.settings.filters[0]"), "is:active");
  });

  it("says what is wrong with a word once it is typed, and moves nothing for it", async () => {
    await open("on");
    const box = page.getByLabel("Filter requests");
    const problem = page.locator("#filter-problem");
    const before = await grid.boundingBox();
    await box.pressSequentially("is:err");
    await page.getByRole("option", { name: /is:error/ }).waitFor();
    assert.equal(await problem.count(), 0);
    await box.blur();
    await problem.getByText("not “err”").waitFor();
    await box.fill("is:err sta");
    await page.getByRole("option", { name: /status:4xx/ }).waitFor();
    assert.ok(await problem.isVisible());
    assert.deepEqual(await grid.boundingBox(), before);
  });

  it("finds no fault with a word that may still become right", async () => {
    await open("on");
    const box = page.getByLabel("Filter requests");
    const problem = page.locator("#filter-problem");
    for (const key of "status:500") {
      await box.press(key);
      assert.equal(await problem.count(), 0, await box.inputValue());
    }
    await box.press("Backspace");
    await box.press("Enter");
    await problem.getByText("not “50”").waitFor();
  });

  it("shades every other row, also where a filter leaves some out", async () => {
    await open("on");
    await page.getByLabel("Filter requests").fill("status:404 ");
    await page.getByText(/^\d+ of 242$/).waitFor();
    await drawn(page);
    const shades = await rowsIn(page).evaluateAll((rows) =>
      rows
        .map((row) => ({ at: Number(row.getAttribute("aria-rowindex")), isOdd: row.hasAttribute("data-odd") }))
        .sort((one, other) => one.at - other.at)
        .map(({ isOdd }) => isOdd),
    );
    assert.ok(shades.length > 5 && shades.every((isOdd, index) => isOdd !== shades[index + 1]), String(shades));
  });

  it("asks for no place to export nothing to", async () => {
    const page = await browser().open("waiting");
    await page.evaluate("window.simulation.command('export log')");
    await page.getByRole("status").getByText("There is nothing to export.").waitFor();
    assert.deepEqual(await asked(page, "log:export"), []);
  });

  it("exports what is shown, in each format", async () => {
    await open("on");
    await page.getByLabel("Filter requests").fill("is:active");
    await page.getByText("2 of 242").waitFor();
    for (const name of ["NDJSON", "Combined Log Format", "CSV", "HAR 1.2"]) {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name }).click();
    }
    await page.getByRole("status").getByText("Exported 2 requests to /home/anna/requests-2.har").waitFor();
    assert.deepEqual(
      await asked(page, "log:export"),
      ["ndjson", "combined", "csv", "har"].map((format) => [format, [241, 242]]),
    );
  });

  it("says how many older records are not shown", async () => {
    await open("dropped");
    await grid.press("Home");
    await page.getByText("1,234 older records not shown").waitFor();
    assert.equal((await scrolled(grid)).top, 0);
  });

  it("shows a path from its slash on, whichever way its names are read", async () => {
    await open("on");
    await page.evaluate("window.simulation.begin({ target: '/%D7%A9%D7%9C%D7%95%D7%9D (1).pdf' })");
    const cell = rowsIn(page).filter({ hasText: "שלום" }).locator(".cell-path bdi");
    const [slash, whole] = await cell.evaluate((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const all = range.getBoundingClientRect().left;
      range.setStart(text.firstChild ?? text, 0);
      range.setEnd(text.firstChild ?? text, 1);
      return [range.getBoundingClientRect().left, all];
    });
    assert.equal(slash, whole);
  });

  it("leaves out the middle of a path that has no room, not the name at its end", async () => {
    await open("on");
    await page.evaluate(
      "window.simulation.begin({ target: '/photos/2026-08-14%20a%20day%20at%20the%20beach/IMG.jpg' })",
    );
    const cell = rowsIn(page).filter({ hasText: "IMG.jpg" }).last().locator(".cell-path");
    assert.equal(await cell.textContent(), "/photos/2026-08-14 a day at the beach/IMG.jpg");
    const isCut = await cell
      .locator("bdi")
      .evaluateAll((parts) => parts.map((part) => part.scrollWidth > part.clientWidth));
    assert.deepEqual(isCut, [true, false]);
  });

  it("shows hostile text as text, and nothing else", async () => {
    await open("hostile");
    for (const key of ["Home", "Enter", ...Array.from({ length: 16 }, () => "ArrowDown")]) {
      await grid.press(key);
      await drawn(page);
    }
    await page.getByRole("region", { name: "Request details" }).waitFor();
    assert.equal(await page.title(), "Porchlight, simulated");
    assert.equal(await page.locator("a, img, script:not([src]), iframe").count(), 0);
    const text = await page.locator("body").innerText();
    assert.ok(text.includes("<img src=x"));
    assert.ok(text.includes("\\u{202e}"));
    assert.doesNotMatch(text, /[\u0000-\u0008\u001b\u202a-\u202e\u2066-\u2069\u2028]/);
    const longest = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll("bdi")].map((each) => each.textContent.length)),
    );
    assert.ok(longest <= 20_001, `${longest} characters in one place`);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
