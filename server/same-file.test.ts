import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isSameFile } from "./same-file.ts";

describe("two looks at a file", () => {
  const file = { dev: 0xbc90_c07fn, ino: 5_066_549_581_028_165n };
  for (const [other, isSame, rule] of [
    [file, true, "are of one file where drive and number are the same"],
    [{ ...file, ino: file.ino + 1n }, false, "are of two where the numbers differ, however large they are"],
    [{ ...file, dev: 0xbc90_c080n }, false, "are of two where the drives differ"],
    [{ ...file, dev: 0x1234_5678_bc90_c07fn }, true, "are of one where one of them tells more of the drive's number"],
    [{ ...file, dev: BigInt.asIntN(32, file.dev) }, true, "are of one where one of them has taken that for negative"],
  ] as const) {
    it(rule, () => assert.equal(isSameFile(file, other), isSame));
  }
});
