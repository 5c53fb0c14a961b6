import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goalTable, judge, reachOf } from "./goals.ts";

describe("how far a figure reaches", () => {
  const higher = { better: "higher", must: 2, aim: 4 } as const;
  const lower = { better: "lower", must: 4, aim: 2 } as const;
  const rules = [
    { goal: higher, value: 1.99, reached: "no" },
    { goal: higher, value: 2, reached: "must" },
    { goal: higher, value: 4, reached: "aim" },
    { goal: lower, value: 4.01, reached: "no" },
    { goal: lower, value: 4, reached: "must" },
    { goal: lower, value: 2, reached: "aim" },
    { goal: lower, value: Number.NaN, reached: "not measured" },
  ] as const;
  for (const { goal, value, reached } of rules) {
    it(`${value}, where ${goal.better} is better: ${reached}`, () => assert.equal(reachOf(goal, value), reached));
  }
});

describe("the table of goals", () => {
  const judgements = judge([
    { goal: "lateness", value: 7 },
    { goal: "15 B / nginx", value: 1.2 },
    { goal: "ab / Caddy", value: Number.NaN },
  ]);
  it("keeps the order of the goals, and leaves out what was not sought", () => {
    const rows = goalTable(judgements).rows.map(([, ...cells]) => cells);
    assert.deepEqual(rows, [
      ["1.20 ×", "≥ 1.15", "≥ 1.6", "yes"],
      ["–", "≥ 1", "≥ 1.3", "not measured"],
      ["7.00 ms", "≤ 16", "≤ 8", "yes, the aim"],
    ]);
  });
  it("says what was not measured as null, which JSON has a word for", () => {
    assert.deepEqual(
      judgements.map(({ measured }) => measured),
      [1.2, null, 7],
    );
  });
});
