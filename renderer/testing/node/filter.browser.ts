import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ownBrowser } from "./own-browser.ts";

describe("the filter box", () => {
  const browser = ownBrowser();

  it("covers the rows no longer once its filter was entered", async () => {
    const page = await browser().open("on");
    const filter = page.getByLabel("Filter requests");
    const height = async () => (await page.locator(".log-toolbar").boundingBox())?.height;
    const before = await height();
    await filter.pressSequentially("status:4xx ");
    await page.getByRole("listbox", { name: "Suggestions" }).getByRole("option").first().waitFor();
    await filter.press("Enter");
    await page.getByRole("option").first().waitFor({ state: "detached" });
    await page.getByText(/^66 of 242$/).waitFor();
    assert.match((await page.locator(".log-bytes").textContent()) ?? "", /^\d.* (B|kB|MB|GB)$/);
    assert.equal(await height(), before); // the rows stay where they are
    await filter.pressSequentially("is:");
    await page.getByRole("option").first().waitFor();
  });

  it("closes what it suggests on Escape, and is emptied by the next", async () => {
    const page = await browser().open("on");
    const filter = page.getByLabel("Filter requests");
    await filter.pressSequentially("status:404");
    await page.getByText(/^\d+ of 242$/).waitFor();
    await filter.press("Escape");
    await page.getByRole("option").first().waitFor({ state: "detached" });
    assert.equal(await filter.inputValue(), "status:404");
    await filter.press("Escape");
    await page.getByText("242 requests", { exact: true }).waitFor();
    assert.equal(await filter.inputValue(), "");
  });

  it("suggests each of a hundred devices, in places that they keep whoever asks meanwhile", async () => {
    const page = await browser().open("waiting");
    await page.evaluate(
      "for (let host = 1; host <= 100; host++) window.simulation.begin({ address: `10.0.0.${host}` })",
    );
    await page.getByText("100 requests").waitFor();
    const filter = page.getByLabel("Filter requests");
    await filter.pressSequentially("device:10.0.0.4");
    const options = page.getByRole("option").locator("bdi");
    await options.first().waitFor();
    const suggested = await options.allTextContents();
    assert.deepEqual(suggested.slice(0, 2), ["device:10.0.0.49", "device:10.0.0.48"]);
    await page.evaluate("window.simulation.begin({ address: '10.0.0.48' })");
    await page.getByText("1 of 101").waitFor();
    assert.deepEqual(await options.allTextContents(), suggested);
  });

  it("is applied to all there is before what it shows is exported", async () => {
    const page = await browser().open("flood");
    await page.getByText("100,000 requests").waitFor();
    await page.evaluate(`{
      const input = document.querySelector(".filter-input");
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, "status:4xx ");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      window.simulation.command("export log");
    }`);
    await page.getByText("27,273 of 100,000", { exact: true }).waitFor();
    await page.getByText(/^Exported 27,273 requests to /).waitFor();
  });

  it("says in full what is wrong with three words, and how many more there are", async () => {
    const page = await browser().open("on");
    await page.getByLabel("Filter requests").fill("status:abc is:slow larger:huge slower:long faster:x ");
    await page.locator("#filter-problem p").nth(3).waitFor();
    assert.equal(await page.getByLabel("Filter requests").getAttribute("aria-invalid"), "true");
    assert.deepEqual(await page.locator("#filter-problem p").allInnerTexts(), [
      "status: takes a number like 404 or a class like 4xx, not “abc”",
      "is: takes active, complete, error, refused, left, failed, partial, incoming, not “slow”",
      "a size is written like 500kB or 1.5MB, not “huge”",
      "and 2 more",
    ]);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
