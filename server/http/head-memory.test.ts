import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HeadMemory } from "./head-memory.ts";
import { RequestParser } from "./request-parser.ts";
import { bytesOf, limits, refusalOf } from "./testing.ts";

const get = "GET / HTTP/1.1\r\n\r\n";

describe("a parser that has read the like before", () => {
  it("reads fields that come again as it read them first, behind any request line", () => {
    const fields = "Host: a\r\nX: y\r\n\r\n";
    const parser = new RequestParser(limits);
    const [first, second, third] = ["GET / HTTP/1.1", "HEAD /b HTTP/1.0", "GET /c HTTP/1.1\r\nHost: b"].map((line) => {
      parser.feed(bytesOf(`${line}\r\n${fields}`));
      return parser.next();
    });
    assert.equal(second?.headers, first?.headers);
    assert.deepEqual([second?.method, second?.target, second?.version], ["HEAD", "/b", "1.0"]);
    assert.equal(second?.text, `HEAD /b HTTP/1.0\r\n${fields}`);
    assert.deepEqual(third?.headers.getAll("host"), ["b", "a"]);
  });

  it("gives the same head for the same bytes, from whichever connection they come", () => {
    const memory = new HeadMemory();
    const read = (text: string) => {
      const parser = new RequestParser(limits, memory);
      parser.feed(bytesOf(text));
      const head = parser.next();
      assert.deepEqual(parser.line, { method: "", target: "", version: "" });
      return head;
    };
    const fields = "Host: a\r\n\r\n";
    const [, second, third] = [1, 2, 3].map(() => read(`GET /b HTTP/1.1\r\n${fields}`));
    assert.equal(third, second);
    assert.deepEqual([third?.method, third?.target, third?.version], ["GET", "/b", "1.1"]);
    for (const line of ["PUT /b HTTP/1.1", "GET /c HTTP/1.1", "GET /b HTTP/1.0", "\r\nGET / HTTP/1.1"]) {
      const other = read(`${line}\r\n${fields}`);
      assert.equal(`${other?.method} ${other?.target} HTTP/${other?.version}`, line.trim());
    }
  });

  it("gives what stands behind a head that came before", () => {
    const parser = new RequestParser(limits);
    for (let times = 0; times < 3; times++) {
      parser.feed(bytesOf(get));
      parser.next();
    }
    parser.feed(bytesOf(`${get}GET /next HTTP/1.1\r\n\r\nrest`));
    assert.deepEqual(
      [parser.next()?.target, parser.next()?.target, parser.takeRest().toString()],
      ["/", "/next", "rest"],
    );
  });

  it("holds a head to its length, also where its fields have come before", () => {
    const fields = `${["A", "B", "C"].map((name) => `${name}: ${"b".repeat(100)}\r\n`).join("")}\r\n`;
    const parser = new RequestParser(limits);
    parser.feed(bytesOf(`GET / HTTP/1.1\r\n${fields}`));
    parser.next();
    parser.feed(bytesOf(`GET /${"c".repeat(80)} HTTP/1.1\r\n${fields}`));
    assert.equal(
      refusalOf(() => parser.next()),
      431,
    );
  });
});
