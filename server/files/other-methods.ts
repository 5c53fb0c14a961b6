import { Headers } from "../http/headers.ts";
import type { Request } from "../http/request.ts";
import { emptyResponse, statusResponse, type Response } from "../http/response.ts";

const allowed = "GET, HEAD, OPTIONS";
const forReading = "this share is for reading only";
/** What a file manager asks that is told to connect to the address, and Windows by itself. */
const webDavMethods = ["PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK"];
const noDrive = "this share is no network drive (WebDAV); it opens in a browser";
const toldWhatMayBeAsked = "told what may be asked; this share is no network drive (WebDAV)";
/** Why a method is not allowed. The first three come here only where visitors may send no files. */
const refusedMethods: ReadonlyMap<string, string> = new Map([
  ["POST", forReading],
  ["PUT", forReading],
  ["PATCH", forReading],
  ["DELETE", "visitors cannot delete anything"],
  ["TRACE", "TRACE is never answered"],
  ["CONNECT", "this is no proxy"],
  ...webDavMethods.map((method) => [method, noDrive] as const),
]);

/** Answers what neither GET nor HEAD asks: what may be asked, or why not this. */
export function answerOther(request: Request): Response {
  const headers = new Headers([["Allow", allowed]]);
  if (request.method === "OPTIONS") return emptyResponse({ status: 204, headers, reason: whyOptions(request.headers) });
  const reason = refusedMethods.get(request.method);
  if (reason !== undefined) return statusResponse(405, reason, headers);
  return statusResponse(501, "the method is not known here", headers);
}

/** A file manager that is told to connect asks this first, and often nothing more; a browser asks for a page elsewhere. */
function whyOptions(headers: Headers): string {
  return headers.has("access-control-request-method") ? "" : toldWhatMayBeAsked;
}
