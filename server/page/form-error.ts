import { randomBytes } from "node:crypto";
import { acceptsPage } from "../http/accept.ts";
import { mapResponse, type Middleware } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import { errorResponse, Response } from "../http/response.ts";
import { reasonPhrase } from "../http/status.ts";
import type { PageAssets } from "./assets.ts";
import { formProblem, pagePolicy, pageStart } from "./page-html.ts";

/** Shows a person who sent a form what went wrong on a page that leads back; a program gets it as text. */
export function showFormErrors(title: string, assets: PageAssets): Middleware {
  return (next) => (request) => {
    if (request.method !== "POST" || !acceptsPage(request.headers)) return next(request);
    const show = (response: Response) => (isTextOfError(response) ? errorPage(response, title, assets) : response);
    const showError = (error: unknown) => show(errorResponse(error));
    try {
      const answer = next(request);
      return mapResponse(answer instanceof Promise ? answer.catch(showError) : answer, show);
    } catch (error) {
      return showError(error);
    }
  };
}

function isTextOfError({ status, headers, body }: Response): boolean {
  return status >= 400 && body.kind === "bytes" && headers.get("content-type", "").startsWith("text/plain");
}

function errorPage({ status, headers, body, reason, saved }: Response, title: string, assets: PageAssets): Response {
  const nonce = randomBytes(16).toString("base64url");
  const text = body.kind === "bytes" ? body.bytes.toString().trimEnd() : "";
  const sentences = text === `${status} ${reasonPhrase(status)}` ? [`${reasonPhrase(status)}.`] : text.split("\n");
  const heading = saved === undefined || saved.length === 0 ? "This did not work" : "Not all of it was saved";
  const page = pageStart(title, [heading], { ...assets, script: undefined }, nonce) + formProblem(sentences);
  const kept = [...headers].filter(([name]) => name.toLowerCase() !== "content-type");
  const all = new Headers([
    ...kept,
    ["Content-Type", "text/html; charset=utf-8"],
    ["Content-Security-Policy", pagePolicy(nonce)],
    ["Vary", "Accept"],
  ]);
  return new Response({ status, headers: all, body: { kind: "bytes", bytes: Buffer.from(page) }, reason, saved });
}
