import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hasMember, listMembers, lowerAscii, parsePreferences } from "./list.ts";
import { soonThrough } from "./testing.ts";

/** What no visitor may hold others up with. */
const longGap = `a${" ".repeat(1_000_000)}b`;

describe("a comma-separated list", () => {
  for (const [values, members, rule] of [
    [["a, b,c"], ["a", "b", "c"], "has members between commas"],
    [["a", "b, c"], ["a", "b", "c"], "goes over all lines of its field"],
    [[" a\t ,\tb "], ["a", "b"], "does not count blanks and tabs around a member"],
    [[",, a ,", ""], ["a"], "does not count empty members"],
    [["\xa0a\x0b"], ["\xa0a\x0b"], "keeps all that is no blank or tab"],
    [[], [], "may be empty"],
  ] as const) {
    it(rule, () => assert.deepEqual(listMembers(values), members));
  }

  it("is soon read, however many blanks stand in it", () => {
    soonThrough(() => assert.deepEqual(listMembers([longGap]), [longGap]));
  });
});

describe("a member", () => {
  it("is found in any case, on any line", () => assert.ok(hasMember(["a", "b, CLOSE"], "close")));
  it("is not in a field that has none, or that is not there", () => {
    for (const values of [[], [""], ["", " ,"]]) assert.ok(!hasMember(values, "close"));
  });
  it("is a whole token", () => assert.ok(!hasMember(["closed, x-close, close x"], "close")));
  it("is found behind any number of others, between blanks and tabs", () => {
    for (const last of ["close", " \tclose\t ", "close ,", "close\t,b"])
      assert.ok(hasMember(["a,".repeat(8000) + last], "close"));
    assert.ok(!hasMember(["a,".repeat(8000)], "close"));
    assert.ok(!hasMember(["close;q=1", "a close", "close\xa0"], "close"));
  });
  it("is soon looked for, however many blanks stand around it", () => {
    const gap = " ".repeat(1_000_000);
    soonThrough(() => assert.ok(!hasMember([`${gap}close${gap}x`, `close${gap}y`, longGap], "close")));
  });
  it("is compared in ASCII alone", () => assert.ok(!hasMember(["\u212aeep-alive", "clo\u017fe"], "keep-alive")));
});

describe("lower case", () => {
  it("is that of ASCII alone", () => assert.equal(lowerAscii("ABC\u212a\u0130\xc9z"), "abc\u212a\u0130\xc9z"));
});

describe("preferences", () => {
  for (const [values, expected, rule] of [
    [["a, b;q=0.5", "c;q=0"], { a: 1, b: 0.5, c: 0 }, "have the weight 1 unless told"],
    [["A;Q=0.5"], { a: 0.5 }, "ignore case"],
    [["a ; q=0.25"], { a: 0.25 }, "may have blanks around the semicolon"],
    [["a;x=1;q=0.5"], { a: 0.5 }, "may have other parameters"],
    [["a;q=1.000, b;q=0., c;q=0.001"], { a: 1, b: 0, c: 0.001 }, "have up to three digits"],
    [["a;q=1.1, b;q=2, c;q=.5, d;q=-1, e;q=0.1234, f;q=x, g;q="], {}, "do not count where the weight is malformed"],
    [["*;q=0.1, __proto__"], { "*": 0.1, ["__proto__"]: 1 }, "may be for any token"],
  ] as const) {
    it(rule, () => assert.deepEqual([...parsePreferences(values)], Object.entries(expected)));
  }

  it("count up to the hundredth, whatever lines they stand in, and their parameters up to the nineteenth", () => {
    const ninetyNine = Array.from({ length: 99 }, (_, at) => `t${at}`);
    const preferences = parsePreferences([ninetyNine.join(), "last, one-more", "another"]);
    assert.deepEqual([...preferences.keys()], [...ninetyNine, "last"]);
    const weight = (parameters: number) => parsePreferences([`a${";x=1".repeat(parameters)};q=0.5`]).get("a");
    assert.deepEqual([weight(18), weight(19)], [0.5, 1]);
  });

  it("are soon read, however many blanks stand in them", () => {
    soonThrough(() => assert.deepEqual([...parsePreferences([longGap])], [[longGap, 1]]));
  });
});
