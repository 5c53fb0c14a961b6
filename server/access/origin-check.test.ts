import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Response } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { refuseOtherOrigins } from "./origin-check.ts";

/** The answer to a request to http://localhost: what is behind the check answers 200. */
function answerTo(method: string, fields: readonly string[]): Response {
  const answer = refuseOtherOrigins()(() => new Response({ status: 200 }))(requestFor("/", fields, method));
  assert.ok(answer instanceof Response);
  return answer;
}

function ask(method: string, fields: readonly string[]): number {
  return answerTo(method, fields).status;
}

describe("a request that could change something", () => {
  for (const [fields, status, who] of [
    [[], 200, "a program that is no browser"],
    [["Sec-Fetch-Site: none"], 200, "a person, by an address"],
    [["Sec-Fetch-Site: same-origin"], 200, "our own page"],
    [["Sec-Fetch-Site: same-origin", "Origin: http://localhost"], 200, "our own page, which names its origin"],
    [["Sec-Fetch-Site: same-origin", "Origin: https://a.example"], 200, "our own page, under a proxy's address"],
    [["Origin: http://localhost"], 200, "our own page, in a browser that names its origin alone"],
    [["Host: LOCALHOST:80", "Origin: HTTP://localhost:80"], 200, "our own page, in any case"],
    [["Sec-Fetch-Site: same-site"], 403, "a neighbour of the same site"],
    [["Sec-Fetch-Site: cross-site"], 403, "a page of another site"],
    [["Sec-Fetch-Site: cross-site", "Origin: http://localhost"], 403, "a page of another site that names ours"],
    [["Sec-Fetch-Site: none", "Origin: http://evil.example"], 403, "a page of another origin"],
    [["Origin: http://evil.example"], 403, "a page of another origin, in a browser that names its origin alone"],
    [["Origin: http://localhost:81"], 403, "a page of another port"],
    [["Origin: https://localhost"], 403, "a page of another scheme"],
    [["Origin: null"], 403, "a page that hides its origin"],
  ] as const) {
    it(`is ${status === 200 ? "let in" : "refused"} from ${who}`, () => {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) assert.equal(ask(method, fields), status);
    });
  }
});

describe("the log of a refusal", () => {
  for (const [fields, reason, when] of [
    [["Origin: http://nas.home"], /Host/, "names what a proxy may have to mend, where Host and Origin differ"],
    [
      ["Sec-Fetch-Site: cross-site"],
      /^a page of another origin sent it$/,
      "does not, where the browser itself says it",
    ],
  ] as const) {
    it(when, () => assert.match(answerTo("POST", fields).reason, reason));
  }
});

describe("a request that changes nothing", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    it(`is let in from any page: ${method}`, () =>
      assert.equal(ask(method, ["Sec-Fetch-Site: cross-site", "Origin: http://evil.example"]), 200));
  }
});
