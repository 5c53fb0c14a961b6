import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RowElements } from "./row-elements.ts";

const count = 20;

/** The elements of what is drawn from each of these rows on, after each other. */
function elementsOf(...firsts: readonly number[]): readonly (readonly number[])[] {
  const elements = new RowElements();
  return firsts.map((first) => {
    elements.show(first, count);
    return Array.from({ length: count }, (_, index) => elements.of(first + index));
  });
}

describe("the elements of rows", () => {
  for (const [name, firsts] of [
    ["a flood", [100, 600, 5000]],
    ["going up by more than a quarter of them", [100, 94, 40, 0]],
    ["going down by more than a quarter of them", [100, 106, 112]],
    ["a filter that leaves fewer rows", [5000, 0]],
  ] as const) {
    it(`stay in their places: ${name}`, () => {
      const [before, ...after] = elementsOf(...firsts);
      for (const each of after) assert.deepEqual(each, before);
    });
  }

  it("keep their rows while the list goes down by a few: those that come get new ones", () => {
    const [before = [], after = []] = elementsOf(100, 105);
    assert.deepEqual(after.slice(0, -5), before.slice(5));
    assert.ok(!after.slice(-5).some((element) => before.includes(element)));
  });

  it("keep their rows while the list goes up by a few: those that come get new ones", () => {
    const [before = [], after = []] = elementsOf(100, 95);
    assert.deepEqual(after.slice(5), before.slice(0, -5));
    assert.ok(!after.slice(0, 5).some((element) => before.includes(element)));
  });

  it("stay where that has brought them", () => {
    const [, before, after] = elementsOf(100, 105, 5000);
    assert.deepEqual(after, before);
  });

  it("are another for each row, wherever the list goes and however many fit", () => {
    const elements = new RowElements();
    for (const [first, made] of [
      [0, 9],
      [0, 37],
      [1000, 37],
      [1003, 37],
      [1003, 12],
      [2, 12],
      [1, 40],
    ] as const) {
      elements.show(first, made);
      const all = Array.from({ length: made }, (_, index) => elements.of(first + index));
      assert.equal(new Set(all).size, made);
    }
  });

  it("are the same if what is shown is told twice", () => {
    const elements = new RowElements();
    elements.show(100, count);
    const before = elements.of(100);
    elements.show(100, count);
    assert.equal(elements.of(100), before);
  });
});
