import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { ownBrowser } from "./own-browser.ts";
import { countOn, drag, newBelow, openDetails, unfold } from "./preparations.ts";

/** Waits until the keyboard is at this element. */
async function assertFocused(element: Locator): Promise<void> {
  await element.and(element.page().locator(":focus")).waitFor();
}

/** Something in the dialog with the large code. */
async function largeCode(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Show the QR code large" }).press("Enter");
  return page.getByRole("dialog").getByRole("button", { name: "Close" });
}

describe("where the keyboard is when the button that was pressed is gone", () => {
  const browser = ownBrowser();

  it("is the filter, when it was emptied", async () => {
    const page = await browser().open("on");
    const filter = page.getByLabel("Filter requests");
    const buttons = page.getByRole("button", { name: "Show everything" });
    for (const button of [buttons.first(), buttons.last()]) {
      await filter.fill("unheard-of ");
      await page.getByText("No request fits this filter").waitFor();
      await button.press("Enter");
      await buttons.last().waitFor({ state: "detached" });
      await assertFocused(filter);
    }
  });

  it("is the list, when it went to the end", async () => {
    const page = await browser().open("on");
    await page.getByRole("row", { name: "all.zip" }).waitFor();
    await newBelow(page);
    await page.getByRole("button", { name: /new/ }).press("Enter");
    await assertFocused(page.getByRole("grid"));
  });

  it("is the same button, when it cleared all", async () => {
    const page = await browser().open("dropped");
    const button = page.getByRole("button", { name: "Clear what has ended" });
    await button.press("Enter");
    await page.getByText("0 requests", { exact: true }).waitFor();
    await assertFocused(button);
    assert.equal(await button.getAttribute("aria-disabled"), "true");
  });

  it("is the same button, when nothing is left that it exports", async () => {
    const page = await browser().open("waiting");
    await page.getByLabel("Filter requests").fill("is:active ");
    await page.evaluate("window.live = window.simulation.begin()");
    await page.getByText("1 of 1", { exact: true }).waitFor();
    const button = page.getByRole("button", { name: "Export" });
    await button.focus();
    await page.evaluate("window.simulation.log({ ...window.live, outcome: 'complete' })");
    await page.getByText("0 of 1", { exact: true }).waitFor();
    await assertFocused(button);
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    for (const key of ["Enter", "Space", "ArrowDown"]) await button.press(key);
    assert.equal(await page.getByRole("menu").count(), 0);
  });

  it("is the same button, when its menu closes for that, and does not open by itself for what comes next", async () => {
    const page = await browser().open("waiting");
    await page.getByLabel("Filter requests").fill("is:active ");
    await page.evaluate("window.live = window.simulation.begin()");
    await page.getByText("1 of 1", { exact: true }).waitFor();
    const button = page.getByRole("button", { name: "Export" });
    await button.press("Enter");
    await page.getByRole("menu").waitFor();
    await page.evaluate("window.simulation.log({ ...window.live, outcome: 'complete' })");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await page.evaluate("window.simulation.begin()");
    await page.getByText("1 of 2", { exact: true }).waitFor();
    await assertFocused(button);
    assert.equal(await page.getByRole("menu").count(), 0);
  });

  it("is the list, when the details were of what the menu has cleared", async () => {
    const page = await browser().open("on");
    await openDetails(page);
    const body = page.getByRole("group", { name: "What happened" });
    await assertFocused(body);
    await page.evaluate("window.simulation.command('clear log')");
    await body.waitFor({ state: "detached" });
    await assertFocused(page.getByRole("grid"));
  });

  it("is what chooses an inbox, when there is none any more", async () => {
    const page = await browser().open("generous-off");
    await unfold(page);
    await page.getByRole("button", { name: "Use the shared folder" }).press("Enter");
    await page.getByText("They go into the shared folder").waitFor();
    await assertFocused(page.getByRole("button", { name: "Into an inbox instead…" }));
  });

  it("is the switch, when sharing is tried again", async () => {
    const page = await browser().open("problem");
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await assertFocused(page.getByRole("switch", { name: "Share this folder" }));
  });

  it("is the switch, when what is under way is stopped at once", async () => {
    const page = await browser().open("stopping");
    await page.getByRole("button", { name: "Turn off at once" }).press("Enter");
    await page.getByText("Nobody can see this folder.").waitFor();
    await assertFocused(page.getByRole("switch", { name: "Share this folder" }));
  });

  const taken = [
    { what: "an option", scenario: "off", element: (page: Page) => page.getByLabel("Port") },
    { what: "an address", scenario: "waiting", element: (page: Page) => page.getByRole("button", { name: /^Copy / }) },
    { what: "the large code", scenario: "waiting", element: largeCode },
  ] as const;

  for (const { what, scenario, element } of taken) {
    it(`is the switch, when the menu turned the light and took ${what} along`, async () => {
      const page = await browser().open(scenario);
      const gone = (await element(page)).first();
      await gone.focus();
      await page.evaluate("window.simulation.command('toggle sharing')");
      await gone.waitFor({ state: "detached" });
      await assertFocused(page.getByRole("switch", { name: "Share this folder" }));
    });
  }

  it("is the same button, when it chose the first folder", async () => {
    const page = await browser().open("first-run");
    await page.getByRole("button", { name: "Choose a folder…" }).press("Enter");
    await page.getByText("Nobody can see this folder.").waitFor();
    await assertFocused(page.getByRole("button", { name: "Change…" }));
  });

  it("is the switch, when another folder was chosen instead of one that is gone", async () => {
    const page = await browser().open("problem");
    await page.getByRole("button", { name: "Choose another folder…" }).press("Enter");
    await page.evaluate("window.simulation.setShare({ kind: 'off' })");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await assertFocused(page.getByRole("switch", { name: "Share this folder" }));
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("where the keyboard is when a dialog opens", () => {
  const browser = ownBrowser();

  it("is a menu until that is closed, whatever is pressed to find something", async () => {
    const page = await browser().open("on");
    await page.getByRole("button", { name: "Export" }).press("Enter");
    await page.getByRole("menu").waitFor();
    await page
      .getByRole("menuitem", { name: /NDJSON/ })
      .and(page.locator(":focus"))
      .waitFor();
    await page.keyboard.press("Control+f");
    await assertFocused(page.getByRole("menuitem", { name: /NDJSON/ }));
  });

  it("is the answer that changes nothing, where something is asked", async () => {
    const page = await browser().open("off");
    await countOn(page);
    await assertFocused(page.getByRole("button", { name: "Cancel" }));
    const other = await browser().open("waiting");
    await drag(other, "Music", ["dragover", "drop"]);
    await assertFocused(other.getByRole("button", { name: /^Keep / }));
  });

  it("is the dialog itself where something is shown, and gives it back", async () => {
    const page = await browser().open("waiting");
    const button = page.getByRole("button", { name: "Settings" });
    await button.press("Enter");
    await assertFocused(page.getByRole("dialog", { name: "Settings" }));
    await page.keyboard.press("Escape");
    await assertFocused(button);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});

describe("a field whose value was taken by Enter", () => {
  const browser = ownBrowser();
  const fields = [
    { label: "Port", typed: "9000", shown: "9000", setting: /"port":9000/ },
    { label: "The largest file", typed: "10 mb", shown: "10 MB", setting: /"mostBytes":10000000/ },
  ];

  for (const { label, typed, shown, setting } of fields) {
    it(`keeps the keyboard, and shows what was understood: ${label}`, async () => {
      const page = await browser().open("generous-off");
      await unfold(page);
      const field = page.getByLabel(label);
      await field.fill(typed);
      await field.press("Enter");
      await page.waitForFunction(
        (text) => document.activeElement instanceof HTMLInputElement && document.activeElement.value === text,
        shown,
      );
      assert.match(await page.evaluate("JSON.stringify(window.simulation.asked)"), setting);
      await assertFocused(field);
    });
  }

  it("shows what was set elsewhere meanwhile", async () => {
    const page = await browser().open("off");
    await page.getByLabel("Port").fill("99");
    await page.evaluate("window.simulation.tell('settings:changed', { ...window.simulation.settings, port: 9001 })");
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>(".port input")?.value === "9001");
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
