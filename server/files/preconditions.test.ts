import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Headers } from "../http/headers.ts";
import { allowsRange, evaluate } from "./preconditions.ts";

const before = "Sun, 06 Nov 1994 08:49:36 GMT";
const modified = "Sun, 06 Nov 1994 08:49:37 GMT";
const after = "Sun, 06 Nov 1994 08:49:38 GMT";
const lastModified = Date.UTC(1994, 10, 6, 8, 49, 37);
const strong = { etag: '"a"', lastModified };
const weak = { etag: 'W/"a"', lastModified };

function headersOf(lines: readonly string[]): Headers {
  return new Headers(
    lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)] as const),
  );
}

describe('preconditions, for a file with the tag "a"', () => {
  const rules = [
    { lines: [], means: "proceed", rule: "none: it is sent" },
    { lines: ['If-None-Match: "a"'], means: "not modified", rule: "the visitor has it" },
    { lines: ['If-None-Match: W/"a"'], means: "not modified", rule: "weakness does not count" },
    { lines: ['If-None-Match: "b"'], means: "proceed", rule: "the visitor has another state" },
    { lines: ['If-None-Match: "A"'], means: "proceed", rule: "case counts in tags" },
    { lines: ['If-None-Match: "b", W/"a"'], means: "not modified", rule: "a list" },
    { lines: ['If-None-Match: "b"', 'If-None-Match: "a"'], means: "not modified", rule: "several lines" },
    { lines: ['If-None-Match: "b,\\", "a"'], means: "not modified", rule: "a comma and a backslash inside quotes" },
    { lines: ['If-None-Match: "x, "a"'], means: "proceed", rule: "a tag inside another's quotes is none" },
    { lines: ["If-None-Match: *"], means: "not modified", rule: "an asterisk means any state" },
    { lines: ["If-None-Match: a"], means: "proceed", rule: "a tag without quotes is none" },
    { lines: ['If-None-Match: w/"a"'], means: "proceed", rule: "the mark of weakness is a capital" },
    { lines: ["If-None-Match: "], means: "proceed", rule: "an empty list" },
    { lines: ['If-None-Match: "b" *'], means: "proceed", rule: "an asterisk behind a tag is none" },
    { lines: ['If-None-Match: "b",*'], means: "proceed", rule: "an asterisk behind a tag and a comma is none either" },
    { lines: ["If-None-Match: *, x"], means: "proceed", rule: "an asterisk before anything else is none" },
    { lines: ["If-None-Match: *,x"], means: "proceed", rule: "nor is one with no blank behind it" },
    { lines: [`If-Modified-Since: ${modified}`], means: "not modified", rule: "not changed since" },
    { lines: [`If-Modified-Since: ${after}`], means: "not modified", rule: "not changed since a later time" },
    { lines: [`If-Modified-Since: ${before}`], means: "proceed", rule: "changed since" },
    { lines: ["If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT"], means: "not modified", rule: "a date of RFC 850" },
    { lines: ["If-Modified-Since: Sun Nov  6 08:49:37 1994"], means: "not modified", rule: "a date of asctime" },
    { lines: ["If-Modified-Since: 2030-01-01"], means: "proceed", rule: "what is no date is ignored" },
    {
      lines: [`If-Modified-Since: ${modified}`, `If-Modified-Since: ${modified}`],
      means: "proceed",
      rule: "two dates are none, be they the same",
    },
    { lines: ['If-None-Match: "b"', `If-Modified-Since: ${after}`], means: "proceed", rule: "the tag decides alone" },
    { lines: ['If-Match: "a"'], means: "proceed", rule: "it is the one asked for" },
    { lines: ['If-Match: "b", "a"'], means: "proceed", rule: "it is one of those asked for" },
    { lines: ["If-Match: *"], means: "proceed", rule: "any state is asked for" },
    { lines: ['If-Match: "b"'], means: "failed", rule: "another one is asked for" },
    { lines: ['If-Match: W/"a"'], means: "failed", rule: "a weak tag is never strongly equal" },
    { lines: ["If-Match: a"], means: "failed", rule: "a tag without quotes matches nothing" },
    { lines: [`If-Unmodified-Since: ${modified}`], means: "proceed", rule: "not changed since, as asked for" },
    { lines: [`If-Unmodified-Since: ${before}`], means: "failed", rule: "changed since, against what is asked for" },
    { lines: ["If-Unmodified-Since: yesterday"], means: "proceed", rule: "what is no date is ignored" },
    {
      lines: [`If-Unmodified-Since: ${modified}`, `If-Unmodified-Since: ${before}`],
      means: "proceed",
      rule: "two dates are none",
    },
    { lines: ['If-Match: "a"', `If-Unmodified-Since: ${before}`], means: "proceed", rule: "If-Match decides alone" },
    { lines: ['If-Match: "b"', 'If-None-Match: "a"'], means: "failed", rule: "If-Match comes before If-None-Match" },
    {
      lines: [`If-Unmodified-Since: ${before}`, 'If-None-Match: "a"'],
      means: "failed",
      rule: "so does If-Unmodified-Since",
    },
    {
      lines: ['If-Match: "a"', 'If-None-Match: "a"'],
      means: "not modified",
      rule: "the second comes when the first is met",
    },
  ] as const;
  for (const { lines, means, rule } of rules) {
    it(`${rule}: ${lines.join("; ")}`, () => assert.equal(evaluate(headersOf(lines), strong), means));
  }

  it("a weak tag answers If-None-Match, never If-Match", () => {
    assert.equal(evaluate(headersOf(['If-None-Match: "a"']), weak), "not modified");
    assert.equal(evaluate(headersOf(['If-Match: W/"a"']), weak), "failed");
  });

  it("without a tag and a date, only an asterisk matches", () => {
    const none = { etag: undefined, lastModified: undefined };
    assert.equal(evaluate(headersOf(['If-Match: "a"']), none), "failed");
    assert.equal(evaluate(headersOf(["If-Match: *"]), none), "proceed");
    assert.equal(evaluate(headersOf(['If-None-Match: "a"', `If-Modified-Since: ${after}`]), none), "proceed");
    assert.equal(evaluate(headersOf([`If-Modified-Since: ${after}`]), none), "proceed");
  });

  it("find their tag in any list, in any cut over lines", () => {
    const tag = fc.stringMatching(/^(W\/)?"[!#-~\x80-\xff]{0,6}"$/);
    fc.assert(
      fc.property(
        fc.array(tag, { maxLength: 5 }),
        fc.array(tag, { maxLength: 5 }),
        fc.constantFrom(",", ", ", "\t,,"),
        (one, other, comma) => {
          const lines = [[...one, '"mine"'].join(comma), other.join(comma)];
          const headers = new Headers(lines.map((line) => ["If-None-Match", line] as const));
          assert.equal(evaluate(headers, { etag: '"mine"', lastModified }), "not modified");
          const isThere = [...one, ...other].some((text) => text === '"yours"' || text === 'W/"yours"');
          assert.equal(evaluate(headers, { etag: '"yours"', lastModified }), isThere ? "not modified" : "proceed");
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of any text are decided", () => {
    const name = fc.constantFrom("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range");
    const value = fc.oneof(fc.stringMatching(/^[\t -~\x80-\xff]{0,30}$/), fc.constantFrom("*", '"a"', 'W/"', modified));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), (fields) => {
        assert.ok(["proceed", "not modified", "failed"].includes(evaluate(new Headers(fields), strong)));
        assert.equal(typeof allowsRange(new Headers(fields), strong), "boolean");
      }),
      { numRuns: 500 },
    );
  });
});

describe('If-Range, for a file with the tag "a"', () => {
  for (const [condition, counts, rule] of [
    ['"a"', true, "the same tag"],
    ['"b"', false, "another tag"],
    ['W/"a"', false, "a weak tag"],
    ['"b", "a"', false, "a list, which it cannot be"],
    ['"a", "b"', false, "a list that begins with the tag"],
    ["*", false, "an asterisk, which it cannot be"],
    ["a", false, "what is neither a tag nor a date"],
    ["", false, "nothing"],
    [modified, true, "the same date"],
    [before, false, "an earlier date"],
    [after, false, "a later date"],
    ["Sunday, 06-Nov-94 08:49:37 GMT", true, "the same date in another format"],
  ] as const) {
    it(`${counts ? "lets the range count" : "asks for the whole file"} for ${rule}: ${condition}`, () => {
      assert.equal(allowsRange(headersOf([`If-Range: ${condition}`]), strong), counts);
    });
  }

  it("asks for the whole file where two conditions are given", () => {
    assert.equal(allowsRange(headersOf(['If-Range: "b"', 'If-Range: "a"']), strong), false);
    assert.equal(allowsRange(headersOf(['If-Range: "a"', 'If-Range: "b"']), strong), false);
    assert.equal(allowsRange(headersOf([`If-Range: ${before}`, `If-Range: ${modified}`]), strong), false);
  });

  it("asks for the whole file where the file's own tag is weak", () => {
    assert.equal(allowsRange(headersOf(['If-Range: W/"a"']), weak), false);
    assert.equal(allowsRange(headersOf(['If-Range: "a"']), weak), false);
  });

  it("asks for the whole file where the file has neither a tag nor a date, whatever it says", () => {
    const none = { etag: undefined, lastModified: undefined };
    for (const condition of ['"a"', modified, "a", ""]) {
      assert.equal(allowsRange(headersOf([`If-Range: ${condition}`]), none), false);
    }
  });

  it("is not there: the range counts", () => assert.equal(allowsRange(new Headers(), strong), true));
});
