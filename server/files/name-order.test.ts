import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { findAsciiRanks } from "./ascii-ranks.ts";
import { nameOrder, orderLanguage } from "./name-order.ts";

/** Compares names by the rules of a language: this computer's unless told. */
function comparer(language = orderLanguage): (one: string, other: string) => number {
  const { ordered, compare } = nameOrder(findAsciiRanks, language);
  return (one, other) => Math.sign(compare(ordered(one), ordered(other)));
}

const compare = comparer();

describe("the order of names", () => {
  for (const [names, rule] of [
    [["a9", "a10", "a100"], "has numbers by their value"],
    [["1", "a", "B", "c"], "has numbers first, and does not mind case"],
    [["a", "A"], "has small letters before large ones where nothing else differs"],
    [["007", "7", "08"], "minds zeros in front last"],
    [["a2", "ä3", "b1", "日本"], "knows every script"],
    [[`1${"0".repeat(98)}`, `1${"0".repeat(99)}`, `1${"0".repeat(100)}`], "knows numbers of any length"],
    [[`a${"\u0302".repeat(7)}\u0301`, `a${"\u0302".repeat(7)}\u0300`], "knows the marks on a letter"],
    [[`a${"\u0302".repeat(8)}\u0300`, `a${"\u0302".repeat(8)}\u0301`], "minds no more than eight marks in a row"],
  ] as const) {
    it(`${rule}, in English`, () => assert.deepEqual([...names].reverse().sort(comparer("en")), names));
  }

  it("is one order: of any two names one comes first, and three make no circle", () => {
    const names = fc.uniqueArray(fc.string({ unit: "binary" }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(names, ([a = "", b = "", c = ""]) => {
        assert.equal(compare(a, b), -compare(b, a));
        if (compare(a, b) < 0 && compare(b, c) < 0) assert.ok(compare(a, c) < 0);
      }),
      { numRuns: 500 },
    );
  });

  const printable = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code));
  const alike = fc.constantFrom("0", "1", "2", "9", "a", "A", "b", " ", ".", "-", "_", "ä");
  const letters = fc.constantFrom(..."aAbcChHijlnNsSyYzZ".split(""), "dz", "dzs");
  const languages = ["en", "de", "fr-CA", "et", "mt", "ja", "en-u-kf-upper", "cs", "da", "hu", "lt", "th", "tr"];
  for (const language of [undefined, ...languages]) {
    const numeric = new Intl.Collator(language, { numeric: true });
    const compareThere = comparer(language);
    for (const [kind, unit] of [
      ["printable", printable],
      ["alike", alike],
      ["letters", letters],
    ] as const) {
      it(`is the collator's, and names that it holds for equal have one too: ${kind}, ${language ?? "as here"}`, () => {
        const name = fc.string({ unit, maxLength: 10 });
        fc.assert(
          fc.property(name, name, (one, other) => {
            const expected = numeric.compare(one, other) || (one === other ? 0 : one < other ? -1 : 1);
            assert.equal(compareThere(one, other), Math.sign(expected));
          }),
          { numRuns: 1000 },
        );
      });
    }
  }
});
