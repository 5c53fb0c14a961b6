import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { nameOrder } from "./name-order.ts";

const numeric = new Intl.Collator(undefined, { numeric: true });

const { ordered, compare: compareOrdered } = nameOrder();

function compare(one: string, other: string): number {
  return Math.sign(compareOrdered(ordered(one), ordered(other)));
}

describe("the order of names", () => {
  for (const [names, rule] of [
    [["a9", "a10", "a100"], "has numbers by their value"],
    [["1", "a", "B", "c"], "has numbers first, and does not mind case"],
    [["a", "A"], "has small letters before large ones where nothing else differs"],
    [["007", "7", "08"], "minds zeros in front last"],
    [["a2", "ä3", "b1", "日本"], "knows every script"],
    [[`1${"0".repeat(98)}`, `1${"0".repeat(99)}`, `1${"0".repeat(100)}`], "knows numbers of any length"],
  ] as const) {
    it(rule, () => assert.deepEqual([...names].reverse().sort(compare), names));
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
  for (const [kind, unit] of [
    ["printable", printable],
    ["alike", alike],
  ] as const) {
    it(`is the collator's, and names that it holds for equal have one too: ${kind} characters`, () => {
      const name = fc.string({ unit, maxLength: 10 });
      fc.assert(
        fc.property(name, name, (one, other) => {
          const expected = numeric.compare(one, other) || (one === other ? 0 : one < other ? -1 : 1);
          assert.equal(compare(one, other), Math.sign(expected));
        }),
        { numRuns: 2000 },
      );
    });
  }
});
