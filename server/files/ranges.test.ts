import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { soonThrough } from "../http/testing.ts";
import { contentRange, lengthOfRange, parseRanges } from "./ranges.ts";

describe("a Range header, for a file of 10 bytes", () => {
  const rules = [
    { header: "bytes=0-0", means: [[0, 0]], rule: "both ends are inclusive" },
    { header: "bytes=2-5", means: [[2, 5]], rule: "a part from the middle" },
    { header: "bytes=7-", means: [[7, 9]], rule: "no end means up to the file's end" },
    { header: "bytes=-3", means: [[7, 9]], rule: "no start means the last bytes" },
    { header: "bytes=5-99", means: [[5, 9]], rule: "an end beyond the file is cut" },
    { header: "bytes=5-99999999999999999999", means: [[5, 9]], rule: "an end beyond all numbers is cut" },
    { header: "bytes=-99", means: [[0, 9]], rule: "a suffix longer than the file is all of it" },
    { header: `bytes=-${"9".repeat(400)}`, means: [[0, 9]], rule: "a suffix beyond all numbers is all of it" },
    { header: "BYTES=0-0", means: [[0, 0]], rule: "the unit is in any case" },
    {
      header: "bytes=0-0,2-2",
      means: [
        [0, 0],
        [2, 2],
      ],
      rule: "several parts, in their order",
    },
    {
      header: "bytes=5-5, \t-1 ,0-0",
      means: [
        [5, 5],
        [9, 9],
        [0, 0],
      ],
      rule: "blanks and tabs round the commas",
    },
    {
      header: "bytes=,0-0,,1-1,",
      means: [
        [0, 0],
        [1, 1],
      ],
      rule: "empty members do not count",
    },
    {
      header: "bytes=0-0,20-30",
      means: [[0, 0]],
      rule: "what lies beyond the file is left out where another part does not",
    },
    {
      header: "bytes=0-4,5-9",
      means: [
        [0, 4],
        [5, 9],
      ],
      rule: "parts may be all of the file together",
    },
  ];
  for (const { header, means, rule } of rules) {
    it(`${rule}: ${header.slice(0, 40)}`, () => {
      assert.deepEqual(
        parseRanges(header, 10),
        means.map(([first, last]) => ({ first, last })),
      );
    });
  }

  for (const header of [
    "bytes=10-",
    "bytes=10-10",
    "bytes=11-20",
    "bytes=-0",
    "bytes=99999999999999999999-",
    "bytes=20-,-0",
  ]) {
    it(`lies beyond the file: ${header}`, () => assert.equal(parseRanges(header, 10), "unsatisfiable"));
  }

  const ignored = [
    { header: "lines=0-1", rule: "another unit" },
    { header: "__proto__=0-1", rule: "a unit that means something to JavaScript" },
    { header: "byte\u017f=0-1", rule: "a unit that only folds to ASCII" },
    { header: "bytes", rule: "a unit alone" },
    { header: "kilobytes=0-1", rule: "a unit that ends alike" },
    { header: "bytes=", rule: "no part" },
    { header: "bytes=,", rule: "empty members alone" },
    { header: "bytes=-", rule: "a part without numbers" },
    { header: "bytes=4-2", rule: "a backward part" },
    { header: "bytes=99999999999999999999-99999999999999999998", rule: "a backward part beyond all numbers" },
    { header: "bytes=0-1,4-2", rule: "a backward part behind a good one" },
    { header: "bytes=0-1;2-3", rule: "another separator" },
    { header: "bytes=0 - 1", rule: "blanks inside a part" },
    { header: "bytes= 0-1", rule: "a blank behind the equals sign" },
    { header: "bytes=\t0-1", rule: "a tab behind the equals sign" },
    { header: "bytes =0-1", rule: "a blank before the equals sign" },
    { header: "bytes=+0-1", rule: "a sign" },
    { header: "bytes=0x0-0x1", rule: "another base" },
    { header: "bytes=0.0-1", rule: "a fraction" },
    { header: "bytes=\u0660-\u0661", rule: "digits of another alphabet" },
    { header: "bytes=0-1-2", rule: "a second dash" },
    { header: "bytes=a-b", rule: "letters" },
    { header: "bytes=--1", rule: "two dashes" },
    { header: "bytes=0-9,0-0", rule: "overlapping parts longer than the file" },
  ];
  for (const { header, rule } of ignored) {
    it(`is ignored for ${rule}: ${header.slice(0, 40)}`, () => assert.equal(parseRanges(header, 10), undefined));
  }
});

describe("a Range header", () => {
  it("that names later positions is not met by an empty file: who goes on with it learns that it is another", () => {
    for (const header of ["bytes=1-", "bytes=5-9", "bytes=1-1,2-2", "bytes=-0"])
      assert.equal(parseRanges(header, 0), "unsatisfiable");
  });

  it("is ignored where it asks for the beginning or the end of an empty file, which is all of it", () => {
    for (const header of ["bytes=0-", "bytes=0-0", "bytes=0-65535", "bytes=-1", "bytes=0-,-1", "bytes=-1,-0"])
      assert.equal(parseRanges(header, 0), undefined);
  });

  it("may ask for 256 parts, and is ignored where it asks for more, however small they are", () => {
    const parts = (count: number) => `bytes=${Array.from({ length: count }, (_, at) => `${2 * at}-${2 * at}`).join()}`;
    assert.equal(parseRanges(parts(20), 1000)?.length, 20);
    assert.equal(parseRanges(parts(256), 1000)?.length, 256);
    assert.equal(parseRanges(parts(257), 1000), undefined);
  });

  it("reaches beyond 4 GiB", () => {
    const size = 6 * 2 ** 30;
    assert.deepEqual(parseRanges("bytes=5000000000-5000000001", size), [{ first: 5_000_000_000, last: 5_000_000_001 }]);
    assert.deepEqual(parseRanges("bytes=-1", size), [{ first: size - 1, last: size - 1 }]);
  });

  it("of any text gives parts inside the file, or none", () => {
    const spec = fc.oneof(
      fc.tuple(fc.nat(30), fc.nat(30)).map(([first, last]) => `${first}-${last}`),
      fc.nat(30).map((first) => `${first}-`),
      fc.nat(30).map((length) => `-${length}`),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(spec, { maxLength: 5 }), fc.nat(25), (specs, size) => {
        const ranges = parseRanges(`bytes=${specs.join(",")}`, size);
        if (ranges === undefined || ranges === "unsatisfiable") return;
        assert.ok(ranges.length > 0);
        for (const { first, last } of ranges) assert.ok(0 <= first && first <= last && last < size);
        assert.ok(ranges.length === 1 || ranges.reduce((sum, range) => sum + lengthOfRange(range), 0) <= size);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives exactly the bytes asked for that the file has", () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.integer({ min: 1, max: 20 }), (first, last, size) => {
        const wanted = Array.from({ length: size }, (_, at) => at).filter((at) => at >= first && at <= last);
        const ranges = parseRanges(`bytes=${first}-${last}`, size);
        if (last < first) assert.equal(ranges, undefined);
        else if (wanted.length === 0) assert.equal(ranges, "unsatisfiable");
        else assert.deepEqual(ranges, [{ first: wanted[0], last: wanted.at(-1) }]);
      }),
    );
  });
});

describe("a Range header full of blanks", () => {
  it("is soon read", () =>
    soonThrough(() => assert.equal(parseRanges(`bytes=1${" ".repeat(1_000_000)}2`, 10), undefined)));
});

describe("a Content-Range", () => {
  it("names both ends and the size", () => assert.equal(contentRange({ first: 2, last: 5 }, 10), "bytes 2-5/10"));
});
