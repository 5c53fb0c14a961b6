import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settle, whole, zoomAt } from "./zoom.ts";

describe("a picture that is zoomed", () => {
  it("keeps the point under the fingers where it is", () => {
    const before = { x: 10, y: -20, scale: 2 };
    const after = zoomAt(before, 50, 30, 1.5);
    const seen = (placement: typeof before) => [
      (50 - placement.x) / placement.scale,
      (30 - placement.y) / placement.scale,
    ];
    assert.deepEqual(seen(after).map(Math.round), seen(before).map(Math.round));
    assert.equal(after.scale, 3);
  });

  it("is never smaller than whole, nor larger than eight times", () => {
    assert.deepEqual(zoomAt(whole, 0, 0, 0.1), whole);
    assert.equal(zoomAt(whole, 0, 0, 100).scale, 8);
  });

  it("is not pushed off its stage", () => {
    const stage = { width: 100, height: 100 };
    assert.deepEqual(settle({ x: 90, y: 90, scale: 2 }, { width: 100, height: 40 }, stage), { x: 50, y: 0, scale: 2 });
    assert.deepEqual(settle({ x: -5, y: 5, scale: 1 }, { width: 100, height: 40 }, stage), { x: 0, y: 0, scale: 1 });
  });
});
