import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { BigIntColumn, NumberColumn, TextColumn } from "./columns.ts";

describe("a column", () => {
  it("gives each value back, however many there are, and nothing behind the end", () => {
    const indexes = Array.from({ length: 1000 }, (_, index) => index);
    const numbers = new NumberColumn();
    const large = new BigIntColumn();
    const texts = new TextColumn();
    for (const index of indexes) {
      numbers.add(index * 1e12);
      large.add(BigInt(index) * -(10n ** 15n));
      texts.add(`${index}`.repeat(index % 300));
    }
    for (const index of indexes) {
      assert.equal(numbers.at(index), index * 1e12);
      assert.equal(large.at(index), BigInt(index) * -(10n ** 15n));
      assert.equal(texts.at(index), `${index}`.repeat(index % 300));
    }
    assert.deepEqual(
      [numbers.length, numbers.at(1000), large.at(1000), texts.at(1000)],
      [1000, undefined, undefined, ""],
    );
  });

  it("of texts keeps any of them, of whatever script", () => {
    const anyTexts = fc.array(fc.string({ unit: "grapheme", maxLength: 300, size: "max" }), {
      maxLength: 60,
      size: "max",
    });
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
