import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { exportProblem } from "./export-problem.ts";

const file = path.join(path.sep, "drive", "log.csv");
const folder = path.dirname(file);

describe("an export that cannot be written", () => {
  const rules = [
    ["ENOENT", `There is no folder ${folder}.`, "the folder has gone"],
    ["ENOTDIR", `There is no folder ${folder}.`, "a file is in the folder's place"],
    ["EACCES", `Nothing may be written to ${folder}.`, "the user may not write there"],
    ["EPERM", `Nothing may be written to ${folder}.`, "the system does not let the app write there"],
    ["EROFS", `Nothing may be written to ${folder}.`, "the drive is for reading only"],
    ["ENOSPC", `There is no room for the log in ${folder}.`, "the drive is full"],
    ["EDQUOT", `There is no room for the log in ${folder}.`, "the user has no room left on the drive"],
    ["EIO", "The log could not be written: EIO.", "anything else keeps the words that the system has for it"],
  ] as const;
  for (const [code, what, rule] of rules) {
    it(`says so where ${rule}`, () =>
      assert.deepEqual(exportProblem(file, Object.assign(new Error(code), { code, syscall: "open" })), {
        what,
        remedy: what.includes("room") ? "Make room, or choose another place for it." : "Choose another place for it.",
      }));
  }

  it("blames no other program for a folder that has the name of the file", () => {
    const error = Object.assign(new Error("EISDIR"), { code: "EISDIR", syscall: "rename" });
    assert.equal(exportProblem(file, error).what, "The log could not be written: EISDIR.");
  });

  for (const code of ["EPERM", "EACCES", "EBUSY"]) {
    it(`says so where an older one is open in another program, as spreadsheets do it on Windows: ${code}`, () => {
      const error = Object.assign(new Error(code), { code, syscall: "rename" });
      assert.deepEqual(exportProblem(file, error), {
        what: `${file} cannot be replaced: another program may have it open.`,
        remedy: "Close it there, or give the log another name.",
      });
    });
  }
});
