import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codeOf } from "../error-code.ts";
import { HttpError } from "../http/http-error.ts";
import { ignoreDisk, isOutOfReach, toHttpError } from "./disk-error.ts";

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: no such thing, open '/home/me/secret'`), { code });
}

describe("an error of the disk", () => {
  for (const [code, status] of [
    ["ENOENT", 404],
    ["ENOTDIR", 404],
    ["ENAMETOOLONG", 404],
    ["ELOOP", 404],
    ["EINVAL", 404],
    ["EACCES", 403],
    ["EPERM", 403],
    ["ENXIO", 403],
    ["ENODEV", 403],
    ["EBUSY", 503],
    ["UNKNOWN", 503],
    ["ETIMEDOUT", 503],
    ["Unknown system error -11", 503],
    ["ECONNRESET", 503],
    ["EHOSTDOWN", 503],
    ["EHOSTUNREACH", 503],
    ["ENETDOWN", 503],
    ["ENETUNREACH", 503],
    ["ENOTCONN", 503],
    ["ESTALE", 503],
    ["EIO", 500],
    ["EMFILE", 503],
    ["ENFILE", 503],
  ] as const) {
    it(`${code} is answered ${status}, without a path in its words`, () => {
      const error = toHttpError(diskError(code));
      assert.ok(error instanceof HttpError);
      assert.deepEqual([error.status, error.message.includes("/"), codeOf(error.cause)], [status, false, code]);
    });
  }

  it("means that a drive, a server or a cloud does not answer now, or that the file is not given for good", () => {
    for (const code of ["UNKNOWN", "ETIMEDOUT", "Unknown system error -11", "EHOSTDOWN", "ENOTCONN", "ESTALE"]) {
      assert.ok(isOutOfReach(code), code);
    }
    for (const code of ["ENOENT", "EACCES", "EBUSY", "EIO", "EXDEV", ""]) assert.ok(!isOutOfReach(code), code);
  });

  it("that nobody foresaw, and any other error, stays what it is", () => {
    for (const error of [diskError("EXDEV"), new HttpError(404), new TypeError("x"), "text", diskError("__proto__")]) {
      assert.equal(toHttpError(error), error);
    }
  });

  it("can be passed over, any other error cannot", () => {
    ignoreDisk(diskError("EIO"));
    assert.throws(() => ignoreDisk(new TypeError("x")), TypeError);
  });
});
