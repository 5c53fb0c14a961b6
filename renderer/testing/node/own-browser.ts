import assert from "node:assert/strict";
import { after, before } from "node:test";
import { TestBrowser } from "./browser.ts";

/** A browser for the describe that this is called in, from its first test to its last; it may run beside others. */
export function ownBrowser(): () => TestBrowser {
  let browser: TestBrowser | undefined;
  before(async () => {
    browser = await TestBrowser.start();
  });
  after(() => browser?.[Symbol.asyncDispose]());
  return () => {
    assert.ok(browser !== undefined);
    return browser;
  };
}
