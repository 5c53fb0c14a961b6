import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Response, textResponse } from "../http/response.ts";
import { Clock } from "./clock.ts";
import { encodeWire } from "./wire.ts";

const plain = { method: "GET", version: "1.1", persistent: true } as const;

function lookedAt(): Clock {
  const clock = new Clock();
  clock.look();
  return clock;
}

describe("a small answer's bytes", () => {
  it("are head and body in one run", () => {
    const { head, bytes } = encodeWire(textResponse({ status: 200 }, "hello"), plain, true, lookedAt());
    assert.equal(bytes.toString("latin1"), `${head}hello`);
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*Content-Length: 5\r\n\r\n$/);
  });

  it("have no body for HEAD", () => {
    const exchange = { ...plain, method: "HEAD" };
    const { head, bytes } = encodeWire(textResponse({ status: 200 }, "hello"), exchange, false, lookedAt());
    assert.equal(bytes.toString("latin1"), head);
    assert.match(head, /Content-Length: 5\r\n/);
  });

  it("are made once for the same second, and anew when the date changes", (test) => {
    test.mock.timers.enable({ apis: ["Date"], now: 784_111_777_000 });
    const clock = lookedAt();
    const response = textResponse({ status: 200 }, "hello");
    const first = encodeWire(response, plain, true, clock);
    assert.equal(encodeWire(response, plain, true, clock), first);
    test.mock.timers.setTime(784_111_778_000);
    clock.look();
    assert.match(encodeWire(response, plain, true, clock).head, /Date: Sun, 06 Nov 1994 08:49:38 GMT/);
  });

  const special = [
    { exchange: { ...plain, persistent: false }, field: /\r\nConnection: close\r\n/, rule: "one that closes" },
    { exchange: { ...plain, version: "1.0" }, field: /\r\nConnection: keep-alive\r\n/, rule: "one for HTTP/1.0" },
  ] as const;
  for (const { exchange, field, rule } of special) {
    it(`are not shared with ${rule}`, () => {
      const clock = lookedAt();
      const response = new Response({ status: 200, body: { kind: "bytes", bytes: Buffer.from("x") } });
      const shared = encodeWire(response, plain, true, clock);
      assert.match(encodeWire(response, exchange, true, clock).head, field);
      assert.equal(encodeWire(response, plain, true, clock), shared);
    });
  }
});
