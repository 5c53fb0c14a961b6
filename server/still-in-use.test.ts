import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StillInUse } from "./still-in-use.ts";

describe("what is still in use", () => {
  it("is found by its name, the newest one of that", () => {
    const values = new StillInUse<{ readonly at: number }>();
    const [first, second] = [{ at: 1 }, { at: 2 }];
    values.keep("a", first);
    assert.equal(values.get("a"), first);
    values.keep("a", second);
    assert.deepEqual([values.get("a"), values.get("b")], [second, undefined]);
  });

  it("is found among the last 64: who is kept again is the newest", () => {
    const values = new StillInUse<{ readonly at: number }>();
    const all = Array.from({ length: 66 }, (_, at) => ({ at }));
    for (const [at, value] of all.slice(0, 64).entries()) values.keep(`${at}`, value);
    values.keep("0", all[0] ?? { at: -1 });
    for (const value of all.slice(64)) values.keep(`${value.at}`, value);
    const found = all.filter((value) => values.get(`${value.at}`) === value).map(({ at }) => at);
    assert.deepEqual(found, [0, ...Array.from({ length: 63 }, (_, index) => index + 3)]);
  });
});
