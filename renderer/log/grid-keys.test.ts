import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextRow } from "./grid-keys.ts";

describe("a key in the list of 100 rows, 10 on a page", () => {
  const rules = [
    { key: "ArrowDown", from: undefined, to: 99, rule: "the first step is to the newest" },
    { key: "ArrowUp", from: undefined, to: 99, rule: "from either side" },
    { key: "ArrowDown", from: 5, to: 6, rule: "down is later" },
    { key: "ArrowUp", from: 5, to: 4, rule: "up is earlier" },
    { key: "ArrowUp", from: 0, to: 0, rule: "there is nothing above the first" },
    { key: "ArrowDown", from: 99, to: 99, rule: "nor below the last" },
    { key: "PageDown", from: 5, to: 15, rule: "a page down" },
    { key: "PageUp", from: 5, to: 0, rule: "a page up, as far as it goes" },
    { key: "Home", from: 50, to: 0, rule: "the first" },
    { key: "End", from: 50, to: 99, rule: "the last" },
    { key: "a", from: 50, to: undefined, rule: "another key goes nowhere" },
  ] as const;
  for (const { key, from, to, rule } of rules)
    it(`${rule}: ${key}`, () => assert.equal(nextRow(key, from, 100, 10), to));
  it("goes nowhere in an empty list", () => assert.equal(nextRow("End", undefined, 0, 10), undefined));
});
