import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { median, percentile } from "./statistics.ts";

describe("the median", () => {
  it("is the middle of an odd number of values, in whatever order", () => assert.equal(median([9, 1, 5]), 5));
  it("is the mean of the middle two of an even number", () => assert.equal(median([4, 1, 3, 2]), 2.5));
  it("sorts numbers, not words", () => assert.equal(median([10, 9, 100]), 10));
  it("is NaN of nothing", () => assert.equal(median([]), Number.NaN));
});

describe("a percentile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  it("p99 of a hundred is the second largest", () => assert.equal(percentile(hundred, 0.99), 99));
  it("p100 is the largest, p0 the smallest", () => {
    assert.equal(percentile(hundred, 1), 100);
    assert.equal(percentile(hundred, 0), 1);
  });
  it("is NaN of nothing", () => assert.equal(percentile([], 0.5), Number.NaN));
});
