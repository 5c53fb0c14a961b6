import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { framingOf, isPersistent } from "./framing.ts";
import { Headers } from "./headers.ts";
import { headOf, refusalOf, soonThrough } from "./testing.ts";

function head(fields: readonly string[], version = "1.1") {
  return headOf([`POST / HTTP/${version}`, ...fields, "", ""].join("\r\n"));
}

describe("a body's framing", () => {
  for (const [fields, framing, rule] of [
    [[], { kind: "none" }, "is none where no field tells"],
    [["Content-Length: 0"], { kind: "none" }, "is none for a length of 0"],
    [["Content-Length: 15"], { kind: "length", length: 15 }, "is a length"],
    [["cOnTeNt-LeNgTh:\t 15 "], { kind: "length", length: 15 }, "is a length in any case, with blanks around it"],
    [["Content-Length: 00015"], { kind: "length", length: 15 }, "is a length with zeros in front"],
    [
      ["Content-Length: 9007199254740991"],
      { kind: "length", length: 9007199254740991 },
      "is as long as numbers are exact",
    ],
    [["Transfer-Encoding: chunked"], { kind: "chunked" }, "is chunked"],
    [["transfer-ENCODING: \tCHUNKED "], { kind: "chunked" }, "is chunked in any case, with blanks around it"],
    [
      ["Transfer_Encoding: chunked", "Content-Length-X: 5", "X-Content-Length: 5"],
      { kind: "none" },
      "is not told by names that look alike",
    ],
  ] as const) {
    it(rule, () => assert.deepEqual(head(fields).framing, framing));
  }

  for (const [fields, status, rule] of [
    [["Content-Length:"], 400, "an empty length"],
    [["Content-Length: +5"], 400, "a plus sign"],
    [["Content-Length: -5"], 400, "a minus sign"],
    [["Content-Length: 5 5"], 400, "a blank inside"],
    [["Content-Length: 0x5"], 400, "another base"],
    [["Content-Length: 5.0"], 400, "a fraction"],
    [["Content-Length: 5e0"], 400, "an exponent"],
    [["Content-Length: 1_000"], 400, "an underscore"],
    [["Content-Length: 5\xa0"], 400, "a blank of another alphabet"],
    [["Content-Length: \xb2"], 400, "a digit of another alphabet"],
    [["Content-Length: 5, 5"], 400, "a list"],
    [["Content-Length: 5", "Content-Length: 6"], 400, "two lengths"],
    [["Content-Length: 5", "Content-Length: 5"], 400, "the same length twice"],
    [["Content-Length: 9007199254740992"], 413, "a length beyond exact numbers"],
    [["Content-Length: 18446744073709551621"], 413, "a length that would wrap"],
    [[`Content-Length: ${"9".repeat(400)}`], 413, "a length that would be infinite"],
    [["Transfer-Encoding: chunked", "Content-Length: 5"], 400, "both framings"],
    [["Content-Length: 0", "Transfer-Encoding: chunked"], 400, "both framings, where one says nothing"],
    [["Transfer-Encoding:"], 400, "an empty list of codings"],
    [["Transfer-Encoding: ,"], 400, "a list of nothing"],
    [["Transfer-Encoding: , chunked"], 400, "an empty member"],
    [["Transfer-Encoding: chunked, chunked"], 400, "chunked twice"],
    [["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], 400, "chunked on two lines"],
    [["Transfer-Encoding: gzip, chunked, chunked"], 400, "chunked twice behind another coding"],
    [["Transfer-Encoding: chunked, gzip"], 400, "chunked that is not last"],
    [["Transfer-Encoding: chunked", "Transfer-Encoding: identity"], 400, "chunked that is not last, over two lines"],
    [["Transfer-Encoding: chunked;q=1"], 400, "chunked with a parameter"],
    [['Transfer-Encoding: "chunked"'], 400, "chunked in quotes"],
    [["Transfer-Encoding: chunked\xa0"], 400, "chunked with a blank of another alphabet"],
    [["Transfer-Encoding: chun\xe7ed"], 400, "what is no token"],
    [["Transfer-Encoding: gzip"], 501, "a coding that is not known"],
    [["Transfer-Encoding: identity"], 501, "a coding that is no more"],
    [["Transfer-Encoding: a-z0!#$%&'*+.^_`|~9"], 501, "a coding of all that a token may have"],
    [["Transfer-Encoding: xchunked"], 501, "a name that ends alike"],
    [["Transfer-Encoding: gzip, chunked"], 501, "a coding that is not known before chunked"],
    [["Transfer-Encoding: gzip", "Transfer-Encoding: chunked"], 501, "the same over two lines"],
  ] as const) {
    it(`is refused with ${status} for ${rule}`, () =>
      assert.equal(
        refusalOf(() => head(fields).framing),
        status,
      ));
  }

  it("is never chunked in HTTP/1.0", () => {
    assert.equal(
      refusalOf(() => head(["Transfer-Encoding: chunked"], "1.0").framing),
      400,
    );
  });

  it("is soon refused, however many blanks stand in it", () => {
    const headers = new Headers([["Transfer-Encoding", `chunked${" ".repeat(1_000_000)}x`]]);
    soonThrough(() =>
      assert.equal(
        refusalOf(() => framingOf(headers, "1.1")),
        400,
      ),
    );
  });
});

describe("a connection", () => {
  for (const [version, fields, lives, rule] of [
    ["1.1", [], true, "lives on in HTTP/1.1"],
    ["1.1", ["Connection: close"], false, "ends where close is asked for"],
    ["1.1", ["Connection: x, CLOSE"], false, "ends where close is a member, in any case"],
    ["1.1", ["Connection: keep-alive", "Connection: close"], false, "ends where close is on any line"],
    ["1.1", ["Connection: closed, not-close"], true, "lives on where close is only a part of a word"],
    ["1.1", ["Connection: upgrade, HTTP2-Settings"], true, "lives on where an upgrade is asked for"],
    ["1.0", [], false, "ends in HTTP/1.0"],
    ["1.0", ["Connection: Keep-Alive"], true, "lives on in HTTP/1.0 where that is asked for"],
    ["1.0", ["Connection: keep-alive"], true, "lives on in HTTP/1.0 where that is asked for as browsers do"],
    ["1.0", ["Connection: keep-alive, close"], false, "ends where both are asked for"],
    ["1.0", ["Proxy-Connection: keep-alive"], false, "does not listen to Proxy-Connection"],
  ] as const) {
    it(rule, () => {
      const { headers, version: spoken } = head(fields, version);
      assert.equal(isPersistent(headers, spoken), lives);
    });
  }
});
