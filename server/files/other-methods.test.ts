import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { requestFor } from "../http/testing.ts";
import { answerOther } from "./other-methods.ts";

describe("a method that is not for reading", () => {
  const drive = "this share is no network drive (WebDAV); it opens in a browser";
  const rules = [
    ["OPTIONS", 204, "told what may be asked; this share is no network drive (WebDAV)"],
    ["PUT", 405, "this share is for reading only"],
    ["DELETE", 405, "visitors cannot delete anything"],
    ["TRACE", 405, "TRACE is never answered"],
    ["PROPFIND", 405, drive],
    ["PROPPATCH", 405, drive],
    ["MKCOL", 405, drive],
    ["COPY", 405, drive],
    ["MOVE", 405, drive],
    ["LOCK", 405, drive],
    ["UNLOCK", 405, drive],
    ["propfind", 501, "the method is not known here"],
    ["BREW", 501, "the method is not known here"],
  ] as const;
  for (const [method, status, reason] of rules) {
    it(`is answered ${status}, with what is allowed, for ${reason}: ${method}`, () => {
      const response = answerOther(requestFor("/", [], method));
      assert.deepEqual([response.status, response.reason], [status, reason]);
      assert.equal(response.headers.get("allow"), "GET, HEAD, OPTIONS");
    });
  }

  it("is not taken for a drive's first question where a web page of another origin asks", () => {
    const asked = requestFor("/", ["Access-Control-Request-Method: GET"], "OPTIONS");
    assert.equal(answerOther(asked).reason, "");
  });
});
