import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { anyText, dangerous } from "./testing.ts";
import { visible, visibleJson } from "./visible.ts";

describe("a text from the network, made visible", () => {
  for (const [text, shown, rule] of [
    ["/a b?c=d", "/a b?c=d", "stays where it is plain"],
    ["café 😀 日本", "café 😀 日本", "stays in any script"],
    ["\x1b[31mred\x07", "\\x1b[31mred\\x07", "has no escape sequence or bell"],
    ["a\r\nb\tc\0", "a\\x0d\\x0ab\\x09c\\x00", "has no line ends, tabs or NULs"],
    ["\x7f\x80\x9b\x9f", "\\x7f\\x80\\x9b\\x9f", "has no DEL and no C1 controls"],
    ["a\u202eb\u2066c\u200f", "a\\u{202e}b\\u{2066}c\\u{200f}", "has no marks that turn its direction"],
    ["a\u200b\u00ad\ufeff\u2060", "a\\u{200b}\\xad\\u{feff}\\u{2060}", "has no characters without a width"],
    ["نمی\u200cخواهم.txt", "نمی\u200cخواهم.txt", "keeps a joiner that Persian is spelled with"],
    ["क्\u200dष", "क्\u200dष", "keeps a joiner that Hindi is spelled with"],
    ["👩🏽\u200d👧", "👩🏽\u200d👧", "keeps the joiners of an emoji"],
    ["a\u200db\u200cا", "a\\u{200d}b\\u{200c}ا", "has no joiners where nothing is joined"],
    ["ا\u200c\u200cا\u200d", "ا\\u{200c}\\u{200c}ا\\u{200d}", "has no joiners beside a joiner, or at an end"],
    [
      "a\u3164\u115f\uffa0\u034fb",
      "a\\u{3164}\\u{115f}\\u{ffa0}\\u{34f}b",
      "has no fillers, which are as good as nothing",
    ],
    [
      "❤\ufe0f 1\ufe0f\u20e3 葛\u{e0100}城",
      "❤\ufe0f 1\ufe0f\u20e3 葛\u{e0100}城",
      "keeps what chooses the look of a sign",
    ],
    ["a\ufe0f😀\ufe0f\ufe01", "a\\u{fe0f}😀\ufe0f\\u{fe01}", "has nothing of that where no look is to be chosen"],
    ["a\u{e01ef}\u{e0080}", "a\\u{e01ef}\\u{e0080}", "has no characters beyond those, all of them unseen"],
    ["a\u2028b\u2029", "a\\u{2028}b\\u{2029}", "has no separators of lines and paragraphs"],
    ["a\u{e0041}", "a\\u{e0041}", "has no tags"],
    ["\ud800a\udc00", "\\u{d800}a\\u{dc00}", "has no halves of surrogate pairs"],
  ] as const) {
    it(rule, () => assert.equal(visible(text), shown));
  }

  it("has nothing that acts, whatever it was, and is not changed again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.doesNotMatch(visible(text), dangerous);
        assert.equal(visible(visible(text)), visible(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe("data as JSON, made visible", () => {
  it("stays JSON of the same data, on one line, with nothing that acts", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = visibleJson({ text });
        assert.doesNotMatch(json, dangerous);
        assert.deepEqual(JSON.parse(json), { text });
      }),
      { numRuns: 500 },
    );
  });

  it("is written with JSON's own escapes", () => {
    assert.equal(visibleJson("\x7f\u202e\u{e0041}é"), String.raw`"\u007f\u202e\udb40\udc41é"`);
  });
});
