import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { acceptsPage } from "./accept.ts";
import { Headers } from "./headers.ts";

describe("who is on the way to a page", () => {
  for (const [accepted, isOnTheWay] of [
    [["text/html,application/xhtml+xml,*/*;q=0.8"], true],
    [["image/png", "TEXT/HTML;q=0.1"], true],
    [[], false],
    [["*/*"], false],
    [["text/html;q=0"], false],
    [["text/html-not"], false],
  ] as const) {
    it(`${isOnTheWay ? "names" : "does not name"} it: ${accepted.join(" | ")}`, () => {
      assert.equal(acceptsPage(new Headers(accepted.map((value) => ["Accept", value]))), isOnTheWay);
    });
  }
});
