import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findAsciiRanks } from "./ascii-ranks.ts";

function ranksOf(language: string): string {
  const found = findAsciiRanks(new Intl.Collator(language));
  return found === undefined ? "none" : [...found.ranks].map((rank) => String.fromCharCode(rank)).join("");
}

describe("the ranks of ASCII characters", () => {
  for (const language of ["en", "de", "fr", "ja", "sv", "en-u-kf-upper"]) {
    it(`are one for the two cases of a letter, and another for each other character: ${language}`, () => {
      const ranks = ranksOf(language);
      for (let code = 32; code < 127; code++) {
        const character = String.fromCharCode(code);
        const same = Array.from(ranks).filter((rank) => rank === ranks[code]).length;
        assert.equal(same, /[a-z]/i.test(character) ? 2 : 1, character);
      }
      assert.equal(ranks["a".charCodeAt(0)], ranks["A".charCodeAt(0)]);
    });
  }

  it("know which case comes second", () => {
    const secondIn = (language: string) => findAsciiRanks(new Intl.Collator(language))?.cases["A".charCodeAt(0)];
    assert.deepEqual([secondIn("en"), secondIn("en-u-kf-upper")], [1, 0]);
  });

  for (const [language, why] of [
    ["cs", "ch is a letter"],
    ["da", "aa is å"],
    ["hu", "cs is a letter"],
    ["lt", "y is an i"],
    ["th", "punctuation is passed over"],
    ["tr", "i and I are two letters"],
  ] as const) {
    it(`are not to be had where ${why}`, () => assert.equal(ranksOf(language), "none"));
  }
});
