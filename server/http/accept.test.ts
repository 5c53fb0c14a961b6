import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { acceptsPage, prefersJson } from "./accept.ts";
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

describe("who would rather have JSON", () => {
  for (const [accepted, isRather] of [
    [["application/json"], true],
    [["application/json;q=0.5"], true],
    [["text/html, application/json"], true],
    [["text/html;q=0.5", "APPLICATION/json;q=0.6"], true],
    [["text/html, application/json;q=0.9"], false],
    [["application/json, text/plain, */*"], true],
    [["application/json;q=0.5, */*;q=0.1"], true],
    [["application/json;q=0.5, text/html;q=0, */*"], true],
    [["application/json;q=0.5, text/*;q=0.4, */*"], true],
    [["application/json;q=0.5, */*"], false],
    [["application/json;q=0.5", "text/*;q=0.6"], false],
    [["application/json;q=0"], false],
    [["*/*"], false],
    [[], false],
  ] as const) {
    it(`${isRather ? "does" : "does not"}: ${accepted.join(" | ")}`, () => {
      assert.equal(prefersJson(new Headers(accepted.map((value) => ["Accept", value]))), isRather);
    });
  }
});
