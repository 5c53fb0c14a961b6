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
      method: "GET",
    },
    { what: "a head that is not whole yet", bytes: "PUT /a HTTP/1.0\r\nX: y\r\n", line: "PUT /a 1.0", method: "PUT" },
    { what: "a request line that is not whole yet", bytes: "GET /a HTTP/1", line: undefined, method: "GET" },
    { what: "a target that is none", bytes: "HEAD /a#b HTTP/1.1\r\n", line: undefined, method: "HEAD" },
    { what: "a version that is not spoken", bytes: "HEAD / HTTP/2.0\r\n", line: undefined, method: "HEAD" },
    { what: "what is no request", bytes: "\x01\x02", line: undefined, method: "" },
    { what: "what stands behind a whole head", bytes: `${get}GE`, line: undefined, method: "" },
    { what: "no request behind a whole head", bytes: `${get}\r\r`, line: undefined, method: "" },
    { what: "no bytes behind a whole head", bytes: get, line: undefined, method: "" },
  ];
  for (const { what, bytes, line, method } of lines) {
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
      assert.equal(parser.method, method);
      parser.feed(bytesOf("x"));
      assert.deepEqual([parser.line, parser.method], [undefined, ""]);
    });
  }
});
