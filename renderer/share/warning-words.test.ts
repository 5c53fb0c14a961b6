import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Warning } from "../../electron/contract.ts";
import { consequenceOf, whereOf } from "./warning-words.ts";

function warning(kind: Warning["kind"], count: number, hidden: number): Warning {
  return { kind, examples: [], count, hidden };
}

describe("what becomes of what was found in a folder", () => {
  const rules = [
    [warning("private key", 7, 0), /^Anyone on your network can download this\. Move it out/, "it can be downloaded"],
    [warning("environment file", 2, 2), /^Hidden, because names that start with a dot/, "it is hidden"],
    [
      warning("private key", 3, 1),
      /^1 is hidden, .* its name .* The rest is not: anyone .* can download/,
      "one is hidden",
    ],
    [warning("private key", 5, 2), /^2 are hidden, .* their names .* The rest is not: /, "a part is hidden"],
    [warning("link out", 3, 0), /^Not followed/, "a link is not followed"],
    [warning("home folder", 1, 0), /all your own files/, "a home folder is looked through"],
    [warning("system folder", 1, 0), /belongs to the system/, "a system folder is read"],
  ] as const;
  for (const [found, words, rule] of rules) {
    it(rule, () => assert.match(consequenceOf(found), words));
  }
});

describe("where what was counted lies", () => {
  for (const [folders, words] of [
    [0, ""],
    [1, " in 1 folder"],
    [1200, " in 1,200 folders"],
  ] as const) {
    it(`is "${words}" for ${folders} folders`, () => assert.equal(whereOf(folders), words));
  }
});
