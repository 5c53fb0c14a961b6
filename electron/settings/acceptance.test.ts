import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Acceptance } from "../contract.ts";
import { isAcceptanceList, withAccepted } from "./acceptance.ts";

const folder = "/srv/a";
const plain: Acceptance = { folder, dotfiles: false, uploads: false };

describe("what was accepted", () => {
  it("is remembered once for each folder, the last one first", () => {
    const other = { ...plain, folder: "/srv/b" };
    const accepted = [plain, other, plain].reduce(
      (known, more) => [...withAccepted({ accepted: known }, more)],
      [plain],
    );
    assert.deepEqual(accepted, [plain, other]);
  });

  it("stays so when more is accepted", () => {
    const [dotfiles, uploads] = [
      { ...plain, dotfiles: true },
      { ...plain, uploads: true },
    ];
    for (const [before, more] of [
      [dotfiles, uploads],
      [uploads, dotfiles],
    ] as const) {
      const accepted = withAccepted({ accepted: [before] }, more);
      assert.deepEqual(accepted, [{ folder, dotfiles: true, uploads: true }]);
    }
    assert.deepEqual(withAccepted({ accepted: [plain] }, plain), [plain]);
  });

  it("is a bounded number of folders", () => {
    const many = Array.from({ length: 1100 }, (_, index) => ({ ...plain, folder: `/srv/${index}` }));
    const accepted = many.reduce<readonly Acceptance[]>((known, more) => withAccepted({ accepted: known }, more), []);
    assert.deepEqual([accepted.length, accepted[0]?.folder], [1000, "/srv/1099"]);
  });

  it("is a list of folders, each with what is in it", () => {
    assert.ok(isAcceptanceList([]));
    assert.ok(isAcceptanceList([plain, { folder: "/srv/b", dotfiles: true, uploads: true }]));
    assert.ok(isAcceptanceList(Array(1000).fill(plain)));
  });

  for (const [value, rule] of [
    [["/srv"], "a path alone"],
    [[undefined], "nothing"],
    [[{ ...plain, folder: "srv" }], "a folder without its way from the root"],
    [[{ ...plain, dotfiles: "yes" }], "text for yes"],
    [[{ ...plain, uploads: 1 }], "a number for yes"],
    [[{ ...plain, more: true }], "something else beside"],
    [[{ folder }], "half of it"],
    [Array(1001).fill(plain), "more than is remembered"],
  ] as const) {
    it(`is not ${rule}`, () => assert.ok(!isAcceptanceList(value)));
  }
});
