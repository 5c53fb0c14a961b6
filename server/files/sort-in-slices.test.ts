import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import fc from "fast-check";
import { sortInSlices } from "./sort-in-slices.ts";

const numerically = (one: number, other: number) => one - other;

/** A clock that each comparison moves on, so that slices can be counted. */
function tickingClock(t: TestContext, milliseconds: number) {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  const pauses: number[] = [0];
  return {
    pauses,
    compare: (one: number, other: number) => {
      now += milliseconds;
      return one - other;
    },
    pause: () => {
      pauses.push(now);
      return Promise.resolve();
    },
  };
}

describe("sorting in slices", () => {
  const pause = () => Promise.resolve();

  it("sorts as Array.sort does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(), { maxLength: 700, size: "max" }), async (items) => {
        assert.deepEqual(await sortInSlices(items, numerically, pause), items.toSorted(numerically));
      }),
      { numRuns: 60 },
    );
  });

  it("is stable, and does not change what it is given", async () => {
    const items = Array.from({ length: 3000 }, (_, index) => ({ key: (index * 7919) % 13, index }));
    const before = [...items];
    const sorted = await sortInSlices(items, (one, other) => one.key - other.key, pause);
    assert.deepEqual(
      sorted,
      items.toSorted((one, other) => one.key - other.key),
    );
    assert.deepEqual(items, before);
  });

  it("sorts nothing, and one", async () => {
    assert.deepEqual(await sortInSlices([], numerically, pause), []);
    assert.deepEqual(await sortInSlices([1], numerically, pause), [1]);
  });

  it("lets others go first before anything takes long", async (t) => {
    const items = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_011);
    const clock = tickingClock(t, 0.001);
    await sortInSlices(items, clock.compare, clock.pause);
    const slices = clock.pauses.slice(1).map((at, index) => at - (clock.pauses[index] ?? 0));
    assert.ok(slices.length > 20);
    // A slice of 4 ms, and at most 1,024 comparisons until its end is seen.
    for (const slice of slices) assert.ok(slice <= 4 + 1.1, `a slice took ${slice} ms`);
  });

  it("does not pause where nothing takes long", async (t) => {
    const clock = tickingClock(t, 0);
    await sortInSlices(
      Array.from({ length: 5000 }, (_, index) => -index),
      clock.compare,
      clock.pause,
    );
    assert.equal(clock.pauses.length, 1);
  });
});
