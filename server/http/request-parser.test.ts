import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { HeadMemory } from "./head-memory.ts";
import { RequestParser } from "./request-parser.ts";
import { byteByByte, bytesOf, cutAt, generous, limits, parseAll, refusalOf } from "./testing.ts";

const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const getHead = { method: "GET", target: "/", version: "1.1", fields: ["Host: a"] };

describe("a request's head", () => {
  const accepted = [
    { text: get, head: getHead, rule: "is a request line, fields and an empty line" },
    { text: `\r\n\r\n${get}`, head: getHead, rule: "may follow a few empty lines" },
    {
      text: "GET /a%20b?x=%00&y HTTP/1.1\r\n\r\n",
      head: { method: "GET", target: "/a%20b?x=%00&y", version: "1.1", fields: [] },
      rule: "keeps its target as sent",
    },
    {
      text: "GET /caf\xc3\xa9 HTTP/1.1\r\n\r\n",
      head: { method: "GET", target: "/caf\xc3\xa9", version: "1.1", fields: [] },
      rule: "may have bytes above ASCII in its target, one character a byte",
    },
    {
      text: "!#$%&'*+-.^_`|~0a HTTP://h HTTP/1.1\r\n\r\n",
      head: { method: "!#$%&'*+-.^_`|~0a", target: "HTTP://h", version: "1.1", fields: [] },
      rule: "may have any token as its method",
    },
    {
      text: "get / HTTP/1.1\r\n\r\n",
      head: { method: "get", target: "/", version: "1.1", fields: [] },
      rule: "keeps the case of its method",
    },
    {
      text: "GET / HTTP/1.0\r\n\r\n",
      head: { method: "GET", target: "/", version: "1.0", fields: [] },
      rule: "may be of HTTP/1.0",
    },
    {
      text: "GET / HTTP/1.9\r\n\r\n",
      head: { method: "GET", target: "/", version: "1.1", fields: [] },
      rule: "counts as 1.1 where its minor version is another",
    },
    {
      text: "GET / HTTP/1.1\r\nA:b\r\nC: \t d e\t \r\nEmpty:\r\nBlank: \t\r\n\r\n",
      head: { method: "GET", target: "/", version: "1.1", fields: ["A: b", "C: d e", "Empty: ", "Blank: "] },
      rule: "has values without the blanks and tabs around them",
    },
    {
      text: "GET / HTTP/1.1\r\nX: \xff\x80\xa0\x85\r\n\r\n",
      head: { method: "GET", target: "/", version: "1.1", fields: ["X: \xff\x80\xa0\x85"] },
      rule: "may have bytes above ASCII in a value, none of which is a blank",
    },
    {
      text: "GET / HTTP/1.1\r\n__proto__: x\r\nconstructor: y\r\n\r\n",
      head: { method: "GET", target: "/", version: "1.1", fields: ["__proto__: x", "constructor: y"] },
      rule: "may have names that mean something to JavaScript",
    },
  ];
  for (const { text, head, rule } of accepted) {
    it(rule, () => assert.deepEqual(parseAll([bytesOf(text)]), { heads: [head], refused: undefined, rest: "" }));
  }

  const refused = [
    { text: "\x16\x03\x01\x02\x00\x01", status: 400, rule: "a TLS hello, at its first byte" },
    { text: "\x00", status: 400, rule: "binary noise, at its first byte" },
    { text: "PRI * HTTP/2.0\r\n", status: 505, rule: "a preface of HTTP/2, without waiting for more" },
    { text: "GET / HTTP/2.0\r\n", status: 505, rule: "another major version" },
    { text: "GET / HTTP/0.9\r\n", status: 505, rule: "an older major version" },
    { text: "GET / http/1.1\r\n", status: 400, rule: "a version in lower case" },
    { text: "GET / XTTP/1.1\r\n", status: 400, rule: "another protocol's version" },
    { text: "GET / HTTP/1.10\r\n", status: 400, rule: "a version of two digits" },
    { text: "GET / HTTP/1.\r\n", status: 400, rule: "a version without its minor" },
    { text: "GET / HTTP/1.:\r\n", status: 400, rule: "a version whose minor is no digit" },
    { text: "GET / HTTP/1./\r\n", status: 400, rule: "a version whose minor is no digit either" },
    { text: "GET / HTTP/1.1 \r\n", status: 400, rule: "a blank behind the version" },
    { text: "GET / \r\n", status: 400, rule: "a missing version" },
    { text: "GET /\r\n", status: 400, rule: "a request line of HTTP/0.9" },
    { text: "GET  / HTTP/1.1\r\n", status: 400, rule: "two blanks before the target" },
    { text: "GET /  HTTP/1.1\r\n", status: 400, rule: "two blanks behind the target" },
    { text: "GET\t/ HTTP/1.1\r\n", status: 400, rule: "a tab for a blank" },
    { text: "GET /\tHTTP/1.1\r\n\r\n", status: 400, rule: "a tab for the second blank" },
    { text: "GET /#HTTP/1.1\r\n\r\n", status: 400, rule: "anything else for the second blank" },
    { text: "GET  HTTP/1.1\r\n\r\n", status: 400, rule: "an empty target" },
    { text: " / HTTP/1.1\r\n\r\n", status: 400, rule: "an empty method" },
    { text: " GET / HTTP/1.1\r\n", status: 400, rule: "a blank before the method" },
    { text: "GET /a b HTTP/1.1\r\n", status: 400, rule: "a blank in the target" },
    { text: "GET /a#b HTTP/1.1\r\n", status: 400, rule: "a fragment in the target" },
    { text: "GET /\x7f HTTP/1.1\r\n", status: 400, rule: "a control byte in the target" },
    { text: "GET /\0 HTTP/1.1\r\n", status: 400, rule: "a NUL in the target" },
    { text: "GET /\r HTTP/1.1\r\n", status: 400, rule: "a lone CR in the target" },
    { text: "G@T / HTTP/1.1\r\n", status: 400, rule: "a method that is no token" },
    { text: "G\xe9T / HTTP/1.1\r\n", status: 400, rule: "a method beyond ASCII" },
    { text: "GET / HTTP/1.1\n\n", status: 400, rule: "a lone LF behind the request line" },
    { text: "\nGET / HTTP/1.1\r\n", status: 400, rule: "a lone LF before the request line" },
    { text: "\rGET / HTTP/1.1\r\n", status: 400, rule: "a lone CR before the request line" },
    { text: "GET / HTTP/1.1\r\nA: b\n\r\n", status: 400, rule: "a lone LF behind a field" },
    { text: "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n", status: 400, rule: "a lone CR in a value" },
    { text: "GET / HTTP/1.1\r\nA: b\0c\r\n\r\n", status: 400, rule: "a NUL in a value" },
    { text: "GET / HTTP/1.1\r\nA: \x0b\r\n\r\n", status: 400, rule: "a control byte for a blank" },
    { text: "GET / HTTP/1.1\r\nA: b\x7f\r\n\r\n", status: 400, rule: "a DEL in a value" },
    { text: "GET / HTTP/1.1\r\nA : b\r\n\r\n", status: 400, rule: "a blank before the colon" },
    { text: "GET / HTTP/1.1\r\nA\t: b\r\n\r\n", status: 400, rule: "a tab before the colon" },
    { text: "GET / HTTP/1.1\r\n: b\r\n\r\n", status: 400, rule: "a field without a name" },
    { text: "GET / HTTP/1.1\r\nA\r\n\r\n", status: 400, rule: "a field without a colon" },
    { text: "GET / HTTP/1.1\r\nA(b): c\r\n\r\n", status: 400, rule: "a name that is no token" },
    { text: "GET / HTTP/1.1\r\nA\xe9: c\r\n\r\n", status: 400, rule: "a name beyond ASCII" },
    { text: "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", status: 400, rule: "a folded field" },
    { text: "GET / HTTP/1.1\r\n A: b\r\n\r\n", status: 400, rule: "a first field that starts with a blank" },
    { text: "GET / HTTP/1.1\r\nA: b\r\n\rX", status: 400, rule: "a lone CR where the head ends" },
  ];
  for (const { text, status, rule } of refused) {
    it(`is refused for ${rule}`, () => {
      for (const pieces of [[bytesOf(text)], byteByByte(bytesOf(text))]) {
        assert.deepEqual(parseAll(pieces), { heads: [], refused: status, rest: "" });
      }
    });
  }
});

describe("the limits of a head", () => {
  const cases = [
    { limit: "target", status: 414, text: (more: number) => `GET /${"a".repeat(99 + more)} HTTP/1.1\r\n\r\n` },
    { limit: "method", status: 400, text: (more: number) => `${"A".repeat(20 + more)} / HTTP/1.1\r\n\r\n` },
    { limit: "field", status: 431, text: (more: number) => `GET / HTTP/1.1\r\nA: ${"b".repeat(117 + more)}\r\n\r\n` },
    { limit: "name", status: 431, text: (more: number) => `GET / HTTP/1.1\r\n${"b".repeat(119 + more)}:\r\n\r\n` },
    {
      limit: "number of fields",
      status: 431,
      text: (more: number) => `GET / HTTP/1.1\r\n${"A: b\r\n".repeat(5 + more)}\r\n`,
    },
    { limit: "number of empty lines", status: 400, text: (more: number) => "\r\n".repeat(2 + more) + get },
    {
      limit: "head",
      status: 431,
      text: (more: number) =>
        `GET / HTTP/1.1\r\n${`A: ${"b".repeat(88)}\r\n`.repeat(4)}A: ${"b".repeat(5 + more)}\r\n\r\n`,
    },
  ];
  for (const { limit, status, text } of cases) {
    it(`${limit}: what reaches it passes, a byte or line more is refused with ${status}`, () => {
      for (const cut of [(bytes: Buffer) => [bytes], byteByByte]) {
        assert.equal(parseAll(cut(bytesOf(text(0)))).heads.length, 1);
        assert.deepEqual(parseAll(cut(bytesOf(text(1)))), { heads: [], refused: status, rest: "" });
      }
    });
  }

  it("are not waited for: what can only grow is refused while it comes", () => {
    for (const [text, status] of [
      [`GET /${"a".repeat(100)}`, 414],
      ["A".repeat(21), 400],
      [`GET / HTTP/1.1\r\n${"a".repeat(121)}`, 431],
      [`GET / HTTP/1.1\r\n${`A: ${"b".repeat(100)}\r\n`.repeat(4)}`.slice(0, 400), 431],
    ] as const) {
      assert.equal(parseAll([bytesOf(text)]).refused, status);
    }
  });

  it("may be larger than the usual ones", () => {
    const fields = Array.from({ length: 300 }, (_, index) => `A: ${index}`);
    const text = ["GET / HTTP/1.1", ...fields, "", ""].join("\r\n");
    assert.deepEqual(parseAll([bytesOf(text)], { ...generous, fields: 300 }).heads[0]?.fields, fields);
  });

  it("start anew for each head", () => {
    assert.equal(parseAll([bytesOf(`\r\n\r\n${get}`.repeat(40))]).heads.length, 40);
  });

  it("let a target of 8,000 bytes pass, as RFC 9112 §3 asks", () => {
    const target = `/${"a".repeat(7999)}`;
    assert.equal(parseAll([bytesOf(`GET ${target} HTTP/1.1\r\n\r\n`)], generous).heads[0]?.target, target);
  });
});

describe("a parser", () => {
  it("asks for more bytes while the head is not whole", () => {
    for (let length = 0; length < get.length; length++) {
      assert.deepEqual(parseAll([bytesOf(get.slice(0, length))]), {
        heads: [],
        refused: undefined,
        rest: get.slice(0, length),
      });
    }
  });

  it("reads the same head from two pieces, wherever they are cut", () => {
    const bytes = bytesOf(`\r\nPOST /a HTTP/1.1\r\nHost: a\r\nX:  y \r\n\r\nrest`);
    for (let cut = 0; cut <= bytes.length; cut++) {
      assert.deepEqual(parseAll(cutAt(bytes, [cut])), parseAll([bytes]));
    }
  });

  it("leaves over what comes behind a head", () => {
    const parser = new RequestParser(limits);
    assert.equal(parser.waiting, 0);
    parser.feed(bytesOf(`${get}body`));
    assert.equal(parser.next()?.method, "GET");
    assert.deepEqual([parser.waiting, parser.takeRest().toString(), parser.waiting], [4, "body", 0]);
  });

  it("reads several heads from one piece, in order", () => {
    const two = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n";
    assert.deepEqual(
      parseAll([bytesOf(two)]).heads.map((head) => head.target),
      ["/1", "/2"],
    );
  });

  it("gives the good heads before it refuses a bad one", () => {
    const { heads, refused } = parseAll([bytesOf(`${get}${get}NOT HTTP\r\n`)]);
    assert.deepEqual([heads.length, refused], [2, 400]);
  });

  it("keeps the head as it came", () => {
    const parser = new RequestParser(limits);
    parser.feed(bytesOf(`\r\n${get}GET`));
    assert.equal(parser.next()?.text, get);
  });

  it("goes on when what a body left over is fed back", () => {
    const parser = new RequestParser(limits);
    parser.feed(bytesOf(`${get}abc`));
    parser.next();
    assert.equal(parser.takeRest().toString(), "abc");
    parser.feed(bytesOf(get));
    assert.equal(parser.next()?.target, "/");
    assert.equal(
      refusalOf(() => parser.next()),
      undefined,
    );
  });
});

/** Bytes that look like requests often enough to get past the first checks. */
const likely = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          "GET ",
          "POST ",
          "/a ",
          "HTTP/1.1",
          "\r\n",
          "Host: a\r\n",
          "A: b\r\n",
          "\r\n\r\n",
          get,
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom("\r", "\n", " ", "\t", ":", "HTTP/1.0\r\n", "HTTP/3.0", "a".repeat(130)),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString("latin1")) },
    ),
    { maxLength: 30, size: "max" },
  )
  .map((parts) => bytesOf(parts.join("")));
const anyBytes = fc.oneof(
  likely,
  fc.uint8Array({ maxLength: 600, size: "max" }).map((bytes) => Buffer.from(bytes)),
);
const anyCuts = fc.array(fc.nat(700), { maxLength: 12 });

describe("any bytes, in any cut", () => {
  it("come to the same heads, the same status and the same rest, and throw nothing but an HttpError", () => {
    fc.assert(
      fc.property(anyBytes, anyCuts, (bytes, cuts) => {
        assert.deepEqual(parseAll(cutAt(bytes, cuts)), parseAll([bytes]));
      }),
      { numRuns: 1500 },
    );
  });

  it("come to the same one by one", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => assert.deepEqual(parseAll(byteByByte(bytes)), parseAll([bytes]))),
      { numRuns: 300 },
    );
  });

  it("come to the same whatever was read before", () => {
    const memory = new HeadMemory();
    fc.assert(
      fc.property(anyBytes, anyCuts, (bytes, cuts) => {
        const fresh = parseAll([bytes]);
        for (let times = 0; times < 3; times++) assert.deepEqual(parseAll(cutAt(bytes, cuts), limits, memory), fresh);
      }),
      { numRuns: 500 },
    );
  });

  it("give back every valid head as it was written", () => {
    const name = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/);
    const value = fc.stringMatching(/^([\x21-\x7e\x80-\xff]([\t\x20-\x7e\x80-\xff]{0,8}[\x21-\x7e\x80-\xff])?)?$/);
    const target = fc.stringMatching(/^\/[\x21\x22\x24-\x7e\x80-\xff]{0,40}$/);
    const fields = fc.array(fc.tuple(name, value), { maxLength: 5 });
    fc.assert(
      fc.property(name, target, fields, (method, path, pairs) => {
        const lines = pairs.map(([one, other]) => `${one}: ${other}`);
        const text = [`${method} ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n");
        assert.deepEqual(parseAll([bytesOf(text)]).heads, [{ method, target: path, version: "1.1", fields: lines }]);
      }),
      { numRuns: 500 },
    );
  });
});
