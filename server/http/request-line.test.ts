import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RequestParser } from "./request-parser.ts";
import { bytesOf, limits } from "./testing.ts";

describe("the request line of a head that is not given", () => {
  const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const lines = [
    { what: "a head whose fields are broken", bytes: "GET /a HTTP/1.1\r\nX : y\r\n", line: "GET /a 1.1" },
    { what: "a head that is not whole yet", bytes: "PUT /a HTTP/1.0\r\nX: y\r\n", line: "PUT /a 1.0" },
    { what: "a request line that is not whole yet", bytes: "GET /a HTTP/1", line: undefined },
    { what: "what is no request", bytes: "\x01\x02", line: undefined },
    { what: "what stands behind a whole head", bytes: `${get}GE`, line: undefined },
    { what: "no bytes behind a whole head", bytes: get, line: undefined },
  ];
  for (const { what, bytes, line } of lines) {
    it(`${line === undefined ? "is not known" : "is known"} of ${what}`, () => {
      const parser = new RequestParser(limits);
      parser.feed(bytesOf(bytes));
      try {
        while (parser.next() !== undefined);
      } catch {
        // refused: its line may still be asked for
      }
      const read = parser.line;
      assert.equal(read && `${read.method} ${read.target} ${read.version}`, line);
      parser.feed(bytesOf("x"));
      assert.equal(parser.line, undefined);
    });
  }
});
