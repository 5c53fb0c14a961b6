import { changeAnswer, type Middleware } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import type { Response } from "../http/response.ts";

/**
 * Sets a website apart from other origins' pages, as browsers want it before they give it shared memory (COOP, COEP).
 * Refusals too: a page without these fields is not shown in a frame of one that has them.
 */
export function isolateOrigin(): Middleware {
  return (next) => (request) => changeAnswer(next, request, isolated);
}

function isolated(response: Response): Response {
  const headers = new Headers(response.headers)
    .add("Cross-Origin-Opener-Policy", "same-origin")
    .add("Cross-Origin-Embedder-Policy", "require-corp");
  return response.with({ headers });
}
