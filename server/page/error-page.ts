import { randomBytes } from "node:crypto";
import { acceptsPage } from "../http/accept.ts";
import { changeAnswer, type Middleware } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import type { Request } from "../http/request.ts";
import { errorResponse, type Response } from "../http/response.ts";
import { reasonPhrase } from "../http/status.ts";
import type { PageAssets } from "./assets.ts";
import { pagePolicy, pageProblem, pageStart } from "./page-html.ts";
import { plainStyle } from "./style/style.ts";

/** What a person is told; nothing of it tells more than the status does. */
const sentences: ReadonlyMap<number, string> = new Map([
  [403, "This cannot be opened."],
  [404, "There is nothing at this address."],
  [421, "This address is not one of this computer's. Ask whoever shares the folder for another one."],
  [503, "This cannot be had just now. Try again in a moment."],
]);

/** Shows a person, on the way to a page, a page where a program is told no more than the status. */
export function showErrors(title: string, assets: PageAssets): Middleware {
  // what somebody accepts is read of those alone whose answer is an error
  const show = (response: Response, { headers }: Request) =>
    isBare(response) && acceptsPage(headers) ? errorPage(response, title, assets) : response;
  const toResponse = (error: unknown, { headers }: Request) => {
    if (!acceptsPage(headers)) throw error;
    return errorResponse(error);
  };
  return (next) => (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next(request);
    return changeAnswer(next, request, show, toResponse);
  };
}

/** A website's own pages, and what says more than its status, stay as they are. */
function isBare({ status, body }: Response): boolean {
  return (
    status >= 400 && body.kind === "bytes" && body.bytes.toString("latin1") === `${status} ${reasonPhrase(status)}\n`
  );
}

function errorPage(bare: Response, title: string, assets: PageAssets): Response {
  const sentence = sentences.get(bare.status) ?? "This did not work.";
  const [heading, content] = [reasonPhrase(bare.status), pageProblem(sentence)];
  // a page of elsewhere can read this one under its own host's name: it learns no folder's name
  if (bare.status === 421) return withPage(bare, heading, [], content, bareAssets);
  return asPage(bare, title, heading, content, assets);
}

/** All that is asked for would be refused as the page was: it brings its own. */
const bareAssets: PageAssets = {
  styles: [`data:text/css,${encodeURIComponent(plainStyle)}`],
  script: undefined,
  icon: "data:,",
  answers: new Map(),
};

/** A response that says the same on a page: the share's title, a heading, and what follows it. The page has no script. */
export function asPage(bare: Response, title: string, heading: string, content: string, assets: PageAssets): Response {
  return withPage(bare, title, [heading], content, assets);
}

function withPage(
  bare: Response,
  title: string,
  names: readonly string[],
  content: string,
  assets: PageAssets,
): Response {
  const nonce = randomBytes(16).toString("base64url");
  const page = pageStart(title, names, { ...assets, script: undefined }, nonce, "person") + content;
  const headers = new Headers([
    ...bare.headers.without("content-type"),
    ["Content-Type", "text/html; charset=utf-8"],
    ["Content-Security-Policy", pagePolicy(nonce)],
    ["Vary", "Accept"],
  ]);
  return bare.with({ headers, body: { kind: "bytes", bytes: Buffer.from(page) } });
}
