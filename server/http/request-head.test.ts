import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HostReader } from "./host.ts";
import type { RequestHead } from "./request-head.ts";
import { headOf, refusalOf } from "./testing.ts";

function head(line: string, ...fields: readonly string[]): RequestHead {
  return headOf([line, ...fields, "", ""].join("\r\n"));
}

/** Everything that a head means. */
function meaningOf(head: RequestHead) {
  return {
    path: head.parsedTarget.rawPath,
    host: head.host(new HostReader()),
    framing: head.framing,
    isPersistent: head.isPersistent,
  };
}

describe("a request's head", () => {
  it("means the same each time", () => {
    const asked = head("POST http://B/c?d HTTP/1.1", "Host: a", "Content-Length: 5", "Connection: close");
    const meaning = { path: "/c", host: "b", framing: { kind: "length", length: 5 }, isPersistent: false };
    assert.deepEqual([meaningOf(asked), meaningOf(asked)], [meaning, meaning]);
  });

  it("knows also that it asks for nothing", () => {
    const asked = head("GET / HTTP/1.0");
    const meaning = { path: "/", host: "", framing: { kind: "none" }, isPersistent: false };
    assert.deepEqual([meaningOf(asked), meaningOf(asked)], [meaning, meaning]);
  });

  for (const [rule, asked, part] of [
    ["its target is none", head("GET a HTTP/1.1", "Host: a"), (read) => read.parsedTarget],
    ["it names no host", head("GET / HTTP/1.1"), (read) => read.host(new HostReader())],
    [
      "its body has two lengths",
      head("PUT / HTTP/1.1", "Content-Length: 1", "Content-Length: 2"),
      (read) => read.framing,
    ],
  ] as const satisfies readonly (readonly [string, RequestHead, (head: RequestHead) => unknown])[]) {
    it(`is refused each time where ${rule}`, () => {
      const refusals = [1, 2].map(() => refusalOf(() => part(asked)));
      assert.deepEqual(refusals, [400, 400]);
    });
  }
});
