import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Route } from "playwright-core";
import { visit } from "./browser.ts";
import { ownBrowser, ownHome } from "./own.ts";

const browser = ownBrowser();
const home = ownHome();

describe("a picture that turns out to be none when its visitor has gone on", () => {
  it("leaves the next one where it is", async () => {
    await using opened = await visit(browser(), home().address);
    const { page } = opened;
    const held = Promise.withResolvers<Route>();
    await page.route("**/IMG_2.png", (route) => held.resolve(route));
    await page.getByRole("link", { name: "IMG_2.png", exact: true }).click();
    const failed = await page.locator(".stage img").evaluateHandle((image) => ({
      happens: new Promise((resolve) => image.addEventListener("error", resolve)),
    }));
    const route = await held.promise;
    await page.keyboard.press("ArrowRight");
    await page.getByRole("img", { name: "IMG_10.png" }).waitFor();
    await route.fulfill({ status: 200, body: "no picture" });
    await failed.evaluate(({ happens }) => happens.then(() => undefined));
    assert.equal(await page.getByRole("img", { name: "IMG_10.png" }).count(), 1);
  });
});
