import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatBytes, formatClock, formatDuration, formatNumber, formatRate, otherDay } from "./format.ts";

describe("sizes", () => {
  const rules: [number, string][] = [
    [-1, ""],
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [99_949, "99.9 kB"],
    [123_456, "123 kB"],
    [999_999, "1.0 MB"],
    [2_500_000_000, "2.5 GB"],
    [1e18, "1000 PB"],
  ];
  for (const [bytes, text] of rules) it(`${bytes} is "${text}"`, () => assert.equal(formatBytes(bytes), text));
});

describe("durations", () => {
  const rules: [number, string][] = [
    [-1, ""],
    [0, "0 ms"],
    [0.44, "0.4 ms"],
    [9.97, "10 ms"],
    [42.4, "42 ms"],
    [999.6, "1.00 s"],
    [1250, "1.25 s"],
    [12_340, "12.3 s"],
    [59_999, "1 min 0 s"],
    [125_000, "2 min 5 s"],
    [3_725_000, "1 h 2 min"],
  ];
  for (const [time, text] of rules) it(`${time} is "${text}"`, () => assert.equal(formatDuration(time), text));
});

describe("the rest", () => {
  it("a clock has milliseconds", () =>
    assert.match(formatClock(Date.UTC(2026, 0, 1, 0, 0, 7, 5)), /^\d\d:\d\d:07\.005$/));
  it("a day is told where it is another", () => {
    const midnight = new Date(2026, 10, 26).getTime();
    assert.equal(otherDay(midnight, midnight + 86_399_999), "");
    assert.equal(otherDay(midnight - 1, midnight), "Nov 25");
    assert.equal(otherDay(midnight, midnight - 1), "Nov 26");
  });
  it("a day and a clock are of the same time zone, also where the computer has come to another", (test) => {
    const zone = process.env["TZ"];
    test.after(() => {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    });
    const [time, now] = [Date.UTC(2026, 10, 25, 20), Date.UTC(2026, 10, 28)];
    for (const [place, day, clock] of [
      ["Europe/London", "Nov 25", "20:00:00.000"],
      ["Asia/Tokyo", "Nov 26", "05:00:00.000"],
    ] as const) {
      process.env["TZ"] = place;
      assert.deepEqual([otherDay(time, now), formatClock(time)], [day, clock]);
    }
  });
  it("one is singular", () => assert.equal(formatNumber(1, "file"), "1 file"));
  it("thousands are set apart", () => assert.equal(formatNumber(1234, "file"), "1,234 files"));
  it("a small rate has a digit", () => assert.equal(formatRate(0.42), "0.4"));
  it("nothing is 0", () => assert.equal(formatRate(0), "0"));
});
