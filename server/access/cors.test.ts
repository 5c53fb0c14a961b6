import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Handler } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import { listMembers } from "../http/list.ts";
import { Response } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { allowOrigins } from "./cors.ts";

async function ask(handler: Handler): Promise<Response> {
  const answer = await allowOrigins()(handler)(requestFor("/"));
  assert.ok(answer instanceof Response);
  return answer;
}

describe("a share that pages of other origins may read", () => {
  const handlers: readonly (readonly [rule: string, status: number, handler: Handler])[] = [
    ["an answer", 206, () => new Response({ status: 206, reason: "why" })],
    ["an answer that is promised", 206, () => Promise.resolve(new Response({ status: 206, reason: "why" }))],
    ["a refusal", 404, () => assert.fail(new HttpError(404, "why"))],
    ["a refusal that is promised", 404, () => Promise.reject(new HttpError(404, "why"))],
  ];
  for (const [rule, status, handler] of handlers) {
    it(`says so in ${rule}, and changes nothing else`, async () => {
      const { headers, status: given, reason } = await ask(handler);
      assert.deepEqual([given, reason], [status, "why"]);
      assert.equal(headers.get("access-control-allow-origin"), "*");
      assert.match(headers.get("access-control-expose-headers", ""), /Content-Range/);
      assert.equal(headers.has("access-control-allow-credentials"), false);
    });
  }

  for (const [name, rule] of [
    ["Range", "for several parts of a file, or its end"],
    ["If-Range", "for a part of the state that they know, as a service worker does in place of a player"],
    ["If-Match", "for the state that they know, or none"],
    ["If-Unmodified-Since", "for the same by its time"],
    ["If-None-Match", "whether there is a newer state"],
    ["If-Modified-Since", "for the same by its time"],
  ] as const) {
    it(`lets pages ask with ${name} ${rule}`, async () => {
      const { headers } = await ask(() => new Response({ status: 204 }));
      assert.ok(listMembers(headers.getAll("access-control-allow-headers")).includes(name));
    });
  }

  it("lets pages send no other field that is theirs", async () => {
    const { headers } = await ask(() => new Response({ status: 204 }));
    assert.equal(listMembers(headers.getAll("access-control-allow-headers")).length, 6);
  });

  it("lets pages run its scripts, and have its files where they are apart from other origins (COEP)", async () => {
    const own = new Headers([["Cross-Origin-Resource-Policy", "same-origin"]]);
    for (const headers of [own, new Headers()]) {
      const answer = await ask(() => new Response({ status: 200, headers }));
      assert.deepEqual(answer.headers.getAll("cross-origin-resource-policy"), ["cross-origin"]);
    }
  });
});
