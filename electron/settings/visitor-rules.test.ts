import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FolderRules } from "../contract.ts";
import { isFolderRulesList, isVisitorRules, rulesFor, usualRules, withRules } from "./visitor-rules.ts";

const sending = { ...usualRules, uploads: true, inbox: "/srv/inbox" };

describe("what visitors of a folder may do", () => {
  const valid = [
    { value: usualRules, rule: "the usual" },
    { value: sending, rule: "send files into an inbox" },
    { value: { ...usualRules, diskBytesToLeave: 0 }, rule: "fill the disk" },
    { value: { ...usualRules, mostBytes: 1, note: "x".repeat(10_000) }, rule: "send little, and read much" },
    { value: { ...usualRules, mostBytes: 2 ** 50, diskBytesToLeave: 2 ** 50 }, rule: "send all that any disk has" },
    { value: { ...usualRules, website: true, spa: true, note: "# Welcome" }, rule: "see a website and a note" },
  ];
  for (const { value, rule } of valid) it(`may be: ${rule}`, () => assert.ok(isVisitorRules(value)));

  const { note, ...withoutNote } = usualRules;
  const broken = [
    { value: undefined, rule: "nothing" },
    { value: [], rule: "a list" },
    { value: withoutNote, rule: "rules with one missing" },
    { value: { ...usualRules, colour: "red" }, rule: "rules with one more" },
    { value: { ...withoutNote, ["__proto__"]: note }, rule: "rules with one in disguise" },
    { value: { ...usualRules, uploads: "yes" }, rule: "text for yes" },
    { value: { ...usualRules, inbox: "inbox" }, rule: "an inbox without its way from the root" },
    { value: { ...usualRules, inbox: undefined }, rule: "an inbox that is nothing" },
    { value: { ...usualRules, mostBytes: 0 }, rule: "files of no bytes" },
    { value: { ...usualRules, mostBytes: 1.5 }, rule: "half a byte" },
    { value: { ...usualRules, mostBytes: Infinity }, rule: "files without an end" },
    { value: { ...usualRules, diskBytesToLeave: -1 }, rule: "less than no room" },
    { value: { ...usualRules, mostBytes: 2 ** 50 + 1 }, rule: "files that no disk has room for" },
    { value: { ...usualRules, note: "x".repeat(10_001) }, rule: "a note that is a book" },
    { value: { ...usualRules, note: ["x"] }, rule: "a list in the place of a note" },
  ];
  it("is to look at it, and nothing else, until its owner says so", () => {
    const { mostBytes, diskBytesToLeave, ...others } = usualRules;
    assert.ok(mostBytes > 0 && diskBytesToLeave > 0);
    for (const value of Object.values(others)) assert.ok(value === false || value === "");
  });
  for (const { value, rule } of broken) it(`may not be: ${rule}`, () => assert.ok(!isVisitorRules(value)));
});

describe("the rules of folders", () => {
  const folders: readonly FolderRules[] = [{ folder: "/srv/a", rules: sending }];

  it("are a list of folders, each with its rules", () => {
    assert.ok(isFolderRulesList(folders));
    assert.ok(isFolderRulesList(Array(200).fill(folders[0])));
  });
  for (const [value, rule] of [
    [{ "/srv/a": sending }, "a record"],
    [[{ folder: "a", rules: sending }], "a folder without its way from the root"],
    [[{ folder: "/srv/a" }], "a folder without rules"],
    [[{ folder: "/srv/a", rules: {} }], "a folder with none of its rules"],
    [[...folders, undefined], "a list with something else in it"],
    [[{ folder: "/srv/a", rules: sending, more: 1 }], "a folder with something else"],
    [Array(201).fill(folders[0]), "more than are remembered"],
  ] as const) {
    it(`are not ${rule}`, () => assert.ok(!isFolderRulesList(value)));
  }

  it("are the usual ones for a folder that nobody chose any for", () => {
    assert.deepEqual(rulesFor({ folders }, "/srv/b"), usualRules);
    assert.deepEqual(rulesFor({ folders }, "/srv/a"), sending);
  });

  it("are kept for each folder apart, the last one first", () => {
    const both = withRules({ folders }, "/srv/b", { ...usualRules, note: "hello" });
    assert.deepEqual(
      both.map(({ folder }) => folder),
      ["/srv/b", "/srv/a"],
    );
    assert.equal(rulesFor({ folders: both }, "/srv/a"), sending);
  });

  it("take no place when they are the usual ones again", () =>
    assert.deepEqual(withRules({ folders }, "/srv/a", { ...usualRules }), []));

  it("are a bounded number", () => {
    const many = Array.from({ length: 300 }, (_, index) => `/srv/${index}`).reduce<readonly FolderRules[]>(
      (known, folder) => withRules({ folders: known }, folder, sending),
      [],
    );
    assert.deepEqual([many.length, many[0]?.folder], [200, "/srv/299"]);
  });
});
