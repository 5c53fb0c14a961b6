import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clipped, shownText } from "./shown-text.ts";

describe("a text from the network", () => {
  const rules = [
    { text: "/photos/é.jpg", shows: "/photos/é.jpg", rule: "plain text stays" },
    { text: "<img src=x onerror=alert(1)>", shows: "<img src=x onerror=alert(1)>", rule: "markup is text" },
    { text: "\u001b[31mred", shows: "\\x1b[31mred", rule: "an escape sequence is written out" },
    { text: "gpj.\u202eexe", shows: "gpj.\\u{202e}exe", rule: "a change of direction is written out" },
    { text: "a\r\nb", shows: "a\\x0d\\x0ab", rule: "a line end does not end the line" },
  ];
  for (const { text, shows, rule } of rules) {
    it(rule, () => assert.equal(shownText(text), shows));
  }

  it("is clipped, and says so", () => assert.equal(shownText("abcdef", 3), "abc…"));
  it("is whole where it is just as long", () => assert.equal(shownText("abc", 3), "abc"));
  it("keeps a pair that just fits", () => assert.equal(clipped("a😀", 3), "a😀"));
  it("is clipped between characters", () => assert.equal(clipped("a😀b", 2), "a"));
  it("is bounded even where every character is written out", () => {
    assert.ok(shownText("\u202e".repeat(65_536), 500).length <= 8 * 500 + 1);
  });
});
