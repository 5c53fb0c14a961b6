import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Response, textResponse } from "../http/response.ts";
import { Clock } from "./clock.ts";
import { encodeWire } from "./wire.ts";

const plain = { method: "GET", version: "1.1", framing: "length", persistent: true } as const;

function lookedAt(): Clock {
  const clock = new Clock();
  clock.look(performance.now());
  return clock;
}

describe("a small answer's bytes", () => {
  it("are head and body in one run", () => {
    const { head, bytes } = encodeWire(textResponse({ status: 200 }, "hello"), plain, lookedAt());
    assert.equal(bytes.toString("latin1"), `${head}hello`);
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*Content-Length: 5\r\n\r\n$/);
  });

  it("have no body for HEAD", () => {
    const exchange = { ...plain, method: "HEAD", framing: "none" } as const;
    const { head, bytes } = encodeWire(textResponse({ status: 200 }, "hello"), exchange, lookedAt());
    assert.equal(bytes.toString("latin1"), head);
    assert.match(head, /Content-Length: 5\r\n/);
  });

  it("are made once for the same second, and anew when the date changes", (test) => {
    test.mock.timers.enable({ apis: ["Date"], now: 784_111_777_000 });
    const clock = lookedAt();
    const response = textResponse({ status: 200 }, "hello");
    const first = encodeWire(response, plain, clock);
    assert.equal(encodeWire(response, plain, clock), first);
    test.mock.timers.setTime(784_111_778_000);
    clock.set(performance.now());
    clock.look(performance.now());
    assert.match(encodeWire(response, plain, clock).head, /Date: Sun, 06 Nov 1994 08:49:38 GMT/);
  });

  it("are made once as well for connections that end, whatever their version", () => {
    const clock = lookedAt();
    const response = textResponse({ status: 200 }, "hello");
    const first = encodeWire(response, { ...plain, persistent: false }, clock);
    assert.equal(encodeWire(response, { ...plain, version: "1.0", persistent: false }, clock), first);
  });

  it("are made each time for long ones on connections that end", () => {
    const clock = lookedAt();
    const response = textResponse({ status: 200 }, "x".repeat(16 * 1024 + 1));
    const first = encodeWire(response, { ...plain, persistent: false }, clock);
    assert.notEqual(encodeWire(response, { ...plain, persistent: false }, clock), first);
    assert.equal(response.lastWire, undefined);
  });

  const special = [
    { exchange: { ...plain, persistent: false }, field: /\r\nConnection: close\r\n/, rule: "one that closes" },
    { exchange: { ...plain, version: "1.0" }, field: /\r\nConnection: keep-alive\r\n/, rule: "one for HTTP/1.0" },
  ] as const;
  for (const { exchange, field, rule } of special) {
    it(`are not shared with ${rule}`, () => {
      const clock = lookedAt();
      const response = new Response({ status: 200, body: { kind: "bytes", bytes: Buffer.from("x") } });
      const shared = encodeWire(response, plain, clock);
      assert.match(encodeWire(response, exchange, clock).head, field);
      assert.equal(encodeWire(response, plain, clock), shared);
    });
  }

  it("say that the connection ends, where those before them said in HTTP/1.0 that it stays", () => {
    const clock = lookedAt();
    const response = textResponse({ status: 200 }, "hello");
    encodeWire(response, { ...plain, version: "1.0" }, clock);
    assert.match(encodeWire(response, { ...plain, persistent: false }, clock).head, /\r\nConnection: close\r\n/);
  });
});
