import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { count, isoTime, timeElement } from "./format.ts";

describe("a date", () => {
  it("is the minute in this computer's zone for people, and UTC for programs", () => {
    const date = new Date(2026, 10, 2, 3, 4, 5);
    assert.equal(timeElement(date.getTime()), `<time datetime="${date.toISOString()}">2026-11-02 03:04</time>`);
  });

  it("is what the calendar says, whatever was asked before", () => {
    const dates = fc.array(fc.double({ min: 0, max: 253_402_300_799_999, noNaN: true }), {
      minLength: 1,
      maxLength: 4,
    });
    const steps = fc.array(fc.integer({ min: -70_000, max: 70_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(dates, steps, (apart, together) => {
        for (const at of [...apart, ...together.map((step) => Math.max(0, (apart[0] ?? 0) + step))]) {
          const date = new Date(at);
          if (date.getTime() > 253_402_300_799_999) continue;
          assert.equal(isoTime(at), date.toISOString());
          const words = date.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" }); // "2026-11-02 03:04"
          assert.equal(timeElement(at), `<time datetime="${date.toISOString()}">${words}</time>`);
        }
      }),
    );
  });

  it("is told to its last moment", () => {
    assert.equal(isoTime(253_402_300_799_999.5), "9999-12-31T23:59:59.999Z");
  });

  for (const odd of [undefined, Number.NaN, -1, 253_402_300_800_000, 1e300, Number.POSITIVE_INFINITY]) {
    it(`that no calendar has is left out: ${odd}`, () => {
      assert.equal(timeElement(odd), "");
      assert.equal(isoTime(odd), undefined);
    });
  }
});

it("one is named otherwise than many", () => {
  assert.deepEqual([count(1, "file", "files"), count(1234, "file", "files")], ["1 file", "1,234 files"]);
});
