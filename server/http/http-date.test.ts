import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatHttpDate, parseHttpDate } from "./http-date.ts";

const time = Date.UTC(1994, 10, 6, 8, 49, 37);
const now = Date.UTC(2026, 10, 22);

describe("a date", () => {
  for (const [text, expected, rule] of [
    ["Sun, 06 Nov 1994 08:49:37 GMT", time, "may be an IMF-fixdate"],
    ["Sunday, 06-Nov-94 08:49:37 GMT", time, "may be of RFC 850"],
    ["Sun Nov  6 08:49:37 1994", time, "may be of C's asctime"],
    ["Sun Nov 16 08:49:37 1994", time + 10 * 86_400_000, "may be of C's asctime, with a day of two digits"],
    ["Monday, 22-Nov-76 00:00:00 GMT", Date.UTC(2076, 10, 22), "of RFC 850 may be up to 50 years ahead"],
    ["Tuesday, 22-Nov-77 00:00:00 GMT", Date.UTC(1977, 10, 22), "of RFC 850 is never further ahead"],
    ["Monday, 23-Nov-76 00:00:00 GMT", Date.UTC(1976, 10, 23), "of RFC 850 is never further ahead, by days as well"],
    ["Wed, 01 Jan 0050 00:00:00 GMT", Date.parse("0050-01-01T00:00:00Z"), "may have a year below 100"],
    ["Sat Jan  1 00:00:00 0000", Date.parse("0000-01-01T00:00:00Z"), "of C's asctime may as well"],
    ["Sat, 29 Feb 2020 00:00:00 GMT", Date.UTC(2020, 1, 29), "may be a leap day"],
    ["Sat, 31 Dec 2016 23:59:60 GMT", Date.UTC(2017, 0, 1), "may be a leap second"],
  ] as const) {
    it(`${rule}: ${text}`, () => assert.equal(parseHttpDate(text, now), expected));
  }

  for (const text of [
    "",
    "0",
    "784111777",
    "1994-11-06T08:49:37Z",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 06 Nov 1994 08:49:37 +0000",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "sun, 06 nov 1994 08:49:37 gmt",
    "Sun, 06 Nov 1994 8:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sun, 06 Nov 1994 08:49:61 GMT",
    "Sun, 32 Nov 1994 08:49:37 GMT",
    "Sun, 00 Nov 1994 08:49:37 GMT",
    "Tue, 29 Feb 2022 00:00:00 GMT",
    "Tue, 29 Feb 0050 00:00:00 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
    " Sun, 06 Nov 1994 08:49:37 GMT",
  ]) {
    it(`is none, and ignored: ${JSON.stringify(text)}`, () => assert.equal(parseHttpDate(text, now), undefined));
  }

  it("is written so that it is read back, to the second", () => {
    const seconds = fc.integer({ min: -2_000_000_000, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, fc.nat(999), (second, part) => {
        assert.equal(parseHttpDate(formatHttpDate(second * 1000 + part)), second * 1000);
      }),
    );
  });

  it("of any text is read, or ignored", () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal(parseHttpDate(text), undefined)));
  });
});
