import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bestOf, medianOf, ratioOf } from "./rounds.ts";

const rounds = new Map([
  ["ours", [{ speed: 20 }, { speed: 200 }, { speed: 30 }]],
  ["slow", [{ speed: 10 }, { speed: 100 }, { speed: 10 }]],
  ["fails", [undefined, { speed: 50 }, undefined]],
  ["gone", [undefined, undefined, undefined]],
]);

describe("the figures of several rounds", () => {
  it("a ratio is the median of each round's ratio, not the ratio of medians", () => {
    assert.equal(ratioOf(rounds, "ours", "slow", "speed"), 2);
  });
  it("a round that one of both failed is left out", () => {
    assert.equal(ratioOf(rounds, "ours", "fails", "speed"), 4);
    assert.equal(medianOf(rounds, "fails", "speed"), 50);
  });
  it("what no round shows is NaN", () => {
    assert.equal(ratioOf(rounds, "ours", "gone", "speed"), Number.NaN);
    assert.equal(ratioOf(rounds, "ours", "unknown", "speed"), Number.NaN);
  });
  it("a division by nothing is no ratio", () => {
    const idle = new Map([
      ["ours", [{ speed: 1 }]],
      ["idle", [{ speed: 0 }]],
    ]);
    assert.equal(ratioOf(idle, "ours", "idle", "speed"), Number.NaN);
  });
  it("the best is the one with the best median that was measured at all", () => {
    assert.equal(bestOf(rounds, ["slow", "fails", "gone"], "speed", "higher"), "fails");
    assert.equal(bestOf(rounds, ["slow", "fails", "gone"], "speed", "lower"), "slow");
    assert.equal(bestOf(rounds, ["gone"], "speed", "higher"), undefined);
  });
});
