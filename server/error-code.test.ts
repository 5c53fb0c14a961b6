import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codeOf } from "./error-code.ts";

describe("an error of the system", () => {
  it("has a code, others have none", () => {
    const system = Object.assign(new Error("x"), { code: "EIO" });
    const codes = [system, new Error("x"), { code: "EIO" }, Object.assign(new Error("x"), { code: 5 })].map(codeOf);
    assert.deepEqual(codes, ["EIO", "", "", ""]);
  });
});
