import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeOf } from "./window-place.ts";

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const size = { width: 1000, height: 700 };

describe("the window's place", () => {
  it("has a good size at the first run, in the middle", () =>
    assert.deepEqual(placeOf(undefined, [screen]), { width: 1280, height: 800 }));
  it("is no larger than the screen at the first run", () =>
    assert.deepEqual(placeOf(undefined, [screen, { ...screen, width: 1366, height: 728 }]), {
      width: 1280,
      height: 728,
    }));

  const rules = [
    { x: 100, y: 50, keeps: true, rule: "is where it was" },
    { x: -900, y: 50, keeps: true, rule: "may reach over the edge" },
    { x: -980, y: 50, keeps: false, rule: "is not where nothing could be taken hold of" },
    { x: 2000, y: 50, keeps: false, rule: "is not on a screen that is gone" },
    { x: 100, y: -20, keeps: false, rule: "is not with its title above the screen" },
    { x: 100, y: 1050, keeps: false, rule: "is not with its title below the screen" },
  ];
  for (const { x, y, keeps, rule } of rules) {
    it(rule, () => {
      const place = placeOf({ x, y, ...size, isMaximized: false }, [screen]);
      assert.deepEqual(place, keeps ? { x, y, ...size } : size);
    });
  }

  it("is never smaller than the window can be", () => {
    const place = placeOf({ x: 0, y: 0, width: 10, height: 10, isMaximized: false }, [screen]);
    assert.deepEqual([place.width, place.height], [720, 520]);
  });
});
