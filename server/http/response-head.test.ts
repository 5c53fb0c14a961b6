import assert from "node:assert/strict";
import { STATUS_CODES } from "node:http";
import { describe, it } from "node:test";
import { Headers } from "./headers.ts";
import { deliveryOf, encodeHead, type Delivery } from "./response-head.ts";
import { Response, type Body } from "./response.ts";
import { headOf } from "./testing.ts";

const date = "Sun, 06 Nov 1994 08:49:37 GMT";
const five: Body = { kind: "bytes", bytes: Buffer.from("hello") };
const stream: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("unasked")) }),
};
const unknown: Body = { kind: "stream", stream, length: undefined };

const get = { method: "GET", version: "1.1", persistent: true } as const;

function linesOf(response: Response, wanted: Omit<Delivery, "framing">): string[] {
  const { method, version } = wanted;
  const target = method === "" ? undefined : headOf(`${method} / HTTP/${version}\r\nHost: a\r\n\r\n`);
  return encodeHead(response, { ...deliveryOf(target, true, response), ...wanted }, date).split("\r\n");
}

describe("a response's head", () => {
  it("is a status line, the response's fields, the date and the framing, and an empty line", () => {
    const response = new Response({ status: 200, headers: new Headers([["X", "y"]]), body: five });
    assert.deepEqual(linesOf(response, get), ["HTTP/1.1 200 OK", "X: y", `Date: ${date}`, "Content-Length: 5", "", ""]);
  });

  it("has the phrase of each status that is sent, as Node.js knows them but for the older name of 413", () => {
    const plain = [200, 201, 204, 206, 301, 303, 304, 400, 403, 404, 405, 408, 409, 412, 414, 415, 416, 417, 421, 431];
    const phrases = [...plain, 500, 501, 503, 505, 507].map((status) => [status, STATUS_CODES[status]]);
    for (const [status, phrase] of [...phrases, [413, "Content Too Large"]]) {
      assert.equal(linesOf(new Response({ status: Number(status) }), get)[0], `HTTP/1.1 ${status} ${phrase}`);
    }
  });

  for (const [status, body, exchange, fields, rule] of [
    [200, undefined, {}, ["Content-Length: 0"], "tells a length of 0"],
    [200, unknown, {}, ["Transfer-Encoding: chunked"], "says chunked where nobody knows the length"],
    [
      200,
      unknown,
      { version: "1.0", persistent: false },
      ["Connection: close"],
      "is never chunked for HTTP/1.0: the body ends with the connection",
    ],
    [200, five, { method: "HEAD" }, ["Content-Length: 5"], "is for HEAD as for GET"],
    [
      200,
      unknown,
      { method: "HEAD" },
      ["Transfer-Encoding: chunked"],
      "is for HEAD as for GET, also where nobody knows the length",
    ],
    [
      200,
      unknown,
      { method: "HEAD", version: "1.0", persistent: false },
      ["Connection: close"],
      "is never chunked for a HEAD of HTTP/1.0",
    ],
    [204, undefined, {}, [], "has no length for 204"],
    [304, undefined, {}, [], "has no length for 304"],
    [200, five, { persistent: false }, ["Content-Length: 5", "Connection: close"], "says that the connection closes"],
    [
      200,
      five,
      { version: "1.0" },
      ["Content-Length: 5", "Connection: keep-alive"],
      "says to HTTP/1.0 that the connection stays",
    ],
    [
      400,
      five,
      { method: "", persistent: false },
      ["Content-Length: 5", "Connection: close"],
      "frames the body of an error too",
    ],
  ] as const) {
    it(rule, () => {
      const response = new Response({ status, ...(body === undefined ? {} : { body }) });
      assert.deepEqual(linesOf(response, { ...get, ...exchange }).slice(2, -2), fields);
    });
  }

  it("has a phrase for a status that it does not know", () => {
    assert.equal(linesOf(new Response({ status: 299 }), get)[0], "HTTP/1.1 299 Unknown");
  });
});

describe("a response's framing", () => {
  for (const [method, version, status, body, framing] of [
    ["GET", "1.1", 200, five, "length"],
    ["GET", "1.1", 200, unknown, "chunked"],
    ["GET", "1.0", 200, unknown, "close"],
    ["HEAD", "1.1", 200, five, "none"],
    ["HEAD", "1.0", 200, unknown, "none"],
    ["GET", "1.1", 204, unknown, "none"],
    ["GET", "1.1", 304, five, "none"],
    ["GET", "1.1", 404, five, "length"],
  ] as const) {
    it(`of ${status} to ${method} in HTTP/${version}, ${body.kind}, is ${framing}`, () => {
      const head = headOf(`${method} / HTTP/${version}\r\nHost: a\r\n\r\n`);
      assert.equal(deliveryOf(head, true, new Response({ status, body })).framing, framing);
    });
  }
});

describe("a connection behind an answer", () => {
  const ok = new Response({ status: 200, body: five });
  const head = (text: string) => headOf(`GET / ${text}\r\n\r\n`);

  it("lives on as the request asks", () => {
    assert.equal(deliveryOf(head("HTTP/1.1"), true, ok).persistent, true);
    assert.equal(deliveryOf(head("HTTP/1.1\r\nConnection: close"), true, ok).persistent, false);
    assert.equal(deliveryOf(head("HTTP/1.0"), true, ok).persistent, false);
  });
  it("ends where the server would not keep it", () =>
    assert.equal(deliveryOf(head("HTTP/1.1"), false, ok).persistent, false));
  it("ends where nothing else can end the body", () => {
    const answer = new Response({ status: 200, body: unknown });
    assert.equal(deliveryOf(head("HTTP/1.0\r\nConnection: keep-alive"), true, answer).persistent, false);
  });
  it("ends where the head could not be trusted", () => {
    assert.deepEqual(deliveryOf(undefined, true, ok), {
      method: "",
      version: "1.1",
      framing: "length",
      persistent: false,
    });
    assert.deepEqual(deliveryOf(undefined, true, ok, "HEAD"), {
      method: "HEAD",
      version: "1.1",
      framing: "none",
      persistent: false,
    });
  });
});
