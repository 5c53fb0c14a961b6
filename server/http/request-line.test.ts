import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RequestParser } from "./request-parser.ts";
import { bytesOf, limits } from "./testing.ts";

describe("the request line of a head that is not given", () => {
  const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const lines = [
    {
      what: "a head whose fields are broken",
      bytes: "GET /a HTTP/1.1\r\nX : y\r\n",
      line: "GET /a 1.1",
    },
    { what: "a head that is not whole yet", bytes: "PUT /a HTTP/1.0\r\nX: y\r\n", line: "PUT /a 1.0" },
    { what: "a request line that is not whole yet", bytes: "GET /a HTTP/1", line: "GET /a " },
    { what: "a target that is none", bytes: "HEAD /a#b HTTP/1.1\r\n", line: "HEAD  " },
    { what: "a line without a version", bytes: "GET /a\r\n", line: "GET /a " },
    { what: "a version that is not spoken", bytes: "HEAD / HTTP/2.0\r\n", line: "HEAD / " },
    { what: "a target that is not whole yet", bytes: "GET /a", line: "GET  " },
    { what: "a target that is too long", bytes: `HEAD /${"a".repeat(100)}`, line: `HEAD /${"a".repeat(99)} ` },
    { what: "what is no request", bytes: "\x01\x02", line: "  " },
    { what: "what stands behind a whole head", bytes: `${get}GE`, line: "  " },
    { what: "no request behind a whole head", bytes: `${get}\r\r`, line: "  " },
    { what: "no bytes behind a whole head", bytes: get, line: "  " },
  ];
  for (const { what, bytes, line } of lines) {
    it(`is known as far as it was read of ${what}`, () => {
      const parser = new RequestParser(limits);
      parser.feed(bytesOf(bytes));
      try {
        while (parser.next() !== undefined);
      } catch {
        // refused: its line may still be asked for
      }
      const { method, target, version } = parser.line;
      assert.equal(`${method} ${target} ${version}`, line);
      parser.feed(bytesOf("x"));
      assert.deepEqual(parser.line, { method: "", target: "", version: "" });
    });
  }
});

describe("why a head is refused", () => {
  const reasons = [
    { head: "GET / HTTP/1.1\nHost: a\n\n", reason: "a line feed without its carriage return" },
    { head: "GET / HTTP/1.1\r\nHost: a\x01\r\n", reason: "a control byte in a header field" },
    { head: "GET /a b HTTP/1.1\r\n", reason: "a blank in the target, or no HTTP version behind it" },
    { head: "GET /a\r\n", reason: "no HTTP version behind the target" },
    { head: "GET / HTTP/1.1 \r\n", reason: "malformed HTTP version" },
    { head: "GET /a#b HTTP/1.1\r\n", reason: "a # in the target" },
    { head: "GET #b HTTP/1.1\r\n", reason: "a # in the target" },
    { head: "GET /a\n\n", reason: "a line feed without its carriage return" },
    { head: "GET /a\tHTTP/1.1\r\n", reason: "a control byte in the target" },
    { head: "GET /a\x7f HTTP/1.1\r\n", reason: "a control byte in the target" },
    { head: "GET  /a HTTP/1.1\r\n", reason: "two blanks behind the method" },
    { head: "GET \r\n", reason: "no target behind the method" },
    { head: "GET / HTTP/1.1\r\nA: b\r\n c\r\n", reason: "a folded header field" },
    { head: "GET / HTTP/1.1\r\n\tA: b\r\n", reason: "a folded header field" },
    { head: "GET / HTTP/1.1\r\nA : b\r\n", reason: "a blank in a header field's name, or behind it" },
    { head: "GET / HTTP/1.1\r\nA b: c\r\n", reason: "a blank in a header field's name, or behind it" },
    { head: "GET / HTTP/1.1\r\nA\r\n", reason: "a header field without a colon" },
    { head: "GET / HTTP/1.1\r\nA\n", reason: "a line feed without its carriage return" },
    { head: "GET / HTTP/1.1\r\n\nA: b\r\n", reason: "a line feed without its carriage return" },
    { head: "GET / HTTP/1.1\r\n: b\r\n", reason: "malformed header field" },
    { head: "GET / HTTP/1.1\r\nA[]: b\r\n", reason: "malformed header field" },
    { head: "GET / HTTP/1.1\r\nA: b\x00c\r\n", reason: "a control byte in a header field" },
    { head: "GET / HTTP/1.1\r\nA: b\nC: d\r\n", reason: "a line feed without its carriage return" },
  ];
  for (const { head, reason } of reasons) {
    it(`is told: ${reason}, of ${JSON.stringify(head)}`, () => {
      const parser = new RequestParser(limits);
      parser.feed(bytesOf(head));
      assert.throws(() => parser.next(), { status: 400, message: reason });
    });
  }
});
