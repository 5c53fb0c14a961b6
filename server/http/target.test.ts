import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseTarget } from "./target.ts";
import { refusalOf } from "./testing.ts";

describe("a request's target", () => {
  for (const [method, target, form, authority, rawPath, rawQuery] of [
    ["GET", "/", "origin", undefined, "/", undefined],
    ["GET", "/a%2Fb?c?d", "origin", undefined, "/a%2Fb", "c?d"],
    ["GET", "/a?", "origin", undefined, "/a", ""],
    ["GET", "//evil/x", "origin", undefined, "//evil/x", undefined],
    ["GET", "/http://b/", "origin", undefined, "/http://b/", undefined],
    ["GET", "http://h:1/a?b", "absolute", "h:1", "/a", "b"],
    ["GET", "HtTp://h/a", "absolute", "h", "/a", undefined],
    ["GET", "http://h", "absolute", "h", "/", undefined],
    ["GET", "http://h?b", "absolute", "h", "/", "b"],
    ["OPTIONS", "*", "asterisk", undefined, "*", undefined],
    ["OPTIONS", "/a", "origin", undefined, "/a", undefined],
    ["OPTIONS", "http://h/a", "absolute", "h", "/a", undefined],
    ["CONNECT", "h:443", "authority", "h:443", "", undefined],
  ] as const) {
    it(`${method} ${target} is of the ${form} form`, () => {
      assert.deepEqual(parseTarget(method, target), { form, authority, rawPath, rawQuery });
    });
  }

  for (const [method, target, rule] of [
    ["GET", "*", "an asterisk for another method than OPTIONS"],
    ["GET", "a/b", "a relative one"],
    ["GET", "h:443", "an authority for another method than CONNECT"],
    ["GET", "?a", "a query alone"],
    ["OPTIONS", "a", "a relative one of OPTIONS"],
    ["GET", "ftp://h/", "another scheme"],
    ["GET", "xhttp://h/", "a scheme that ends alike"],
    ["GET", "http:/h/", "one slash behind the scheme"],
    ["GET", "\\a", "a backslash first"],
  ] as const) {
    it(`is refused when it is ${rule}: ${method} ${target}`, () => {
      assert.equal(
        refusalOf(() => parseTarget(method, target)),
        400,
      );
    });
  }

  it("is misdirected where it is one of https: no TLS came before it (RFC 9110 §7.4)", () => {
    for (const target of ["https://h/a", "HtTpS://h"]) {
      assert.equal(
        refusalOf(() => parseTarget("GET", target)),
        421,
      );
    }
  });
});
