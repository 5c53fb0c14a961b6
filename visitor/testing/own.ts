import assert from "node:assert/strict";
import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { fillHome, shareNew, type Shared } from "./shared-folder.ts";

/** A browser for the suite that this is called in, from its first test to its last. */
export function ownBrowser(options: Parameters<typeof launchBrowser>[0] = {}): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launchBrowser(options);
  });
  after(() => browser?.close());
  return () => {
    assert.ok(browser !== undefined);
    return browser;
  };
}

/** A share for the suite that this is called in: of a folder as people have it, unless told. */
export function ownHome(...[fill = fillHome, options]: Partial<Parameters<typeof shareNew>>): () => Shared {
  let home: Shared | undefined;
  before(async () => {
    home = await shareNew(fill, options);
  });
  after(() => home?.[Symbol.asyncDispose]());
  return () => {
    assert.ok(home !== undefined);
    return home;
  };
}
