import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Handler } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
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
      assert.equal(headers.get("access-control-allow-headers"), "Range"); // or a page could not ask for several parts
      assert.equal(headers.has("access-control-allow-credentials"), false);
    });
  }

  it("lets pages run its scripts, and have its files where they are apart from other origins (COEP)", async () => {
    const own = new Headers([["Cross-Origin-Resource-Policy", "same-origin"]]);
    for (const headers of [own, new Headers()]) {
      const answer = await ask(() => new Response({ status: 200, headers }));
      assert.deepEqual(answer.headers.getAll("cross-origin-resource-policy"), ["cross-origin"]);
    }
  });
});
