import { acceptsPage } from "../http/accept.ts";
import { changeAnswer, type Middleware } from "../http/handler.ts";
import type { Response } from "../http/response.ts";
import { reasonPhrase } from "../http/status.ts";
import type { PageAssets } from "./assets.ts";
import { asPage } from "./error-page.ts";
import { formProblem } from "./page-html.ts";

/** Shows a person who sent a form what went wrong on a page that leads back; a program gets it as text. */
export function showFormErrors(title: string, assets: PageAssets): Middleware {
  const show = (response: Response) => (isTextOfError(response) ? errorPage(response, title, assets) : response);
  return (next) => (request) => {
    if (request.method !== "POST" || !acceptsPage(request.headers)) return next(request);
    return changeAnswer(next, request, show);
  };
}

function isTextOfError({ status, headers, body }: Response): boolean {
  return status >= 400 && body.kind === "bytes" && headers.get("content-type", "").startsWith("text/plain");
}

function errorPage(bare: Response, title: string, assets: PageAssets): Response {
  const { status, body, saved } = bare;
  const text = body.kind === "bytes" ? body.bytes.toString().trimEnd() : "";
  const sentences = text === `${status} ${reasonPhrase(status)}` ? [`${reasonPhrase(status)}.`] : text.split("\n");
  const heading = saved === undefined || saved.length === 0 ? "This did not work" : "Not all of it was saved";
  return asPage(bare, title, heading, formProblem(sentences), assets);
}
