import assert from "node:assert/strict";
import { constants } from "node:os";
import { describe, it } from "node:test";
import { getSystemErrorName } from "node:util";
import { codeOf } from "./error-code.ts";

/** As Node.js throws it. */
function errorOf(number: number): Error {
  const code = getSystemErrorName(-number);
  return Object.assign(new Error(`${code}: ${code}, open 'a'`), { code });
}

describe("an error of the system", () => {
  it("has a code, others have none", () => {
    const system = Object.assign(new Error("x"), { code: "EIO" });
    const codes = [system, new Error("x"), { code: "EIO" }, Object.assign(new Error("x"), { code: 5 })].map(codeOf);
    assert.deepEqual(codes, ["EIO", "", "", ""]);
  });

  for (const [number, name] of [
    [116, "ESTALE"],
    [122, "EDQUOT"],
    [70, "ESTALE"],
    [69, "EDQUOT"],
  ] as const) {
    it(`is known by the number that Linux or macOS has for it: ${number}`, () => {
      const code = `Unknown system error -${number}`;
      assert.equal(codeOf(Object.assign(new Error(code), { code })), name);
    });
  }

  const isWindows = process.platform === "win32" && "it has other numbers, and says UNKNOWN";
  it("has the system's name also where Node.js knows none", { skip: isWindows }, () => {
    for (const name of ["ESTALE", "EDQUOT"] as const) {
      assert.equal(codeOf(errorOf(constants.errno[name])), name);
    }
    assert.equal(codeOf(errorOf(99_999)), "Unknown system error -99999");
  });
});
