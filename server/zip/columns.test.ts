import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { BigIntColumn, NumberColumn, TextColumn } from "./columns.ts";

describe("a column", () => {
  it("gives each value back, however many there are, and nothing behind the end", () => {
    const numbers = new NumberColumn();
    const large = new BigIntColumn();
    for (let index = 0; index < 1000; index++) {
      numbers.add(index * 1e12);
      large.add(BigInt(index) * -(10n ** 15n));
    }
    assert.deepEqual([numbers.length, numbers.at(0), numbers.at(999), numbers.at(1000)], [1000, 0, 999e12, undefined]);
    assert.deepEqual([large.at(0), large.at(999), large.at(1000)], [0n, -999n * 10n ** 15n, undefined]);
  });

  it("of texts keeps any of them, of whatever script", () => {
    const anyTexts = fc.array(fc.string({ unit: "grapheme", maxLength: 300 }), { maxLength: 60 });
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const column = new TextColumn();
        for (const text of texts) column.add(text);
        assert.deepEqual(
          texts.map((_, index) => column.at(index)),
          texts,
        );
        assert.equal(column.at(texts.length), "");
      }),
    );
  });

  it("of ascending numbers finds the last that is not above another", () => {
    const column = new NumberColumn();
    assert.equal(column.lastAtMost(5), 0);
    for (const number of [0, 0, 10, 20]) column.add(number);
    const found = [-1, 0, 9, 10, 19, 20, 1e15].map((wanted) => column.lastAtMost(wanted));
    assert.deepEqual(found, [0, 1, 1, 2, 2, 3, 3]);
  });
});
