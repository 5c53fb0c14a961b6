import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { memoryInUse } from "../testing/leftovers.ts";
import { escapeQuoted } from "./quotes.ts";
import { textOf } from "./testing.ts";

describe("a text between quotes", () => {
  const cases = [
    ["", "", "nothing stays nothing"],
    ["/a b?c=d&e", "/a b?c=d&e", "what is plain stays as it is"],
    ['"', '\\"', "a quote would end it"],
    ["a\\", "a\\\\", "a backslash would escape the quote behind it"],
    ["\r\n\u001b[2J", "\\x0d\\x0a\\x1b[2J", "control characters are seen"],
    ['\u202e"', '\\u{202e}\\"', "both at once"],
  ] as const;
  for (const [text, escaped, rule] of cases) {
    it(`${rule}: ${JSON.stringify(text)}`, () => {
      for (let time = 0; time < 2; time++) assert.equal(escapeQuoted(text), escaped);
    });
  }

  it("is remembered, though neither for ever nor where it is long", async () => {
    const before = await memoryInUse();
    for (let count = 0; count < 20_000; count++) escapeQuoted(textOf(250, count));
    for (let count = 0; count < 9; count++) escapeQuoted(textOf(1e6, count));
    assert.ok((await memoryInUse()) - before < 2e6);
  });
});
