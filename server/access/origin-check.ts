import type { Middleware } from "../http/handler.ts";
import { lowerAscii } from "../http/list.ts";
import type { Request } from "../http/request.ts";
import { statusResponse } from "../http/response.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets only our own pages, and programs that are no browser, send what could change anything: a page of somebody
 * else's must not make its visitor's browser do that.
 */
export function refuseOtherOrigins(): Middleware {
  return (next) => (request) => {
    const reason = safeMethods.has(request.method) ? undefined : refusalOf(request);
    return reason === undefined ? next(request) : statusResponse(403, reason);
  };
}

/** Why a request cannot be our own page's or a program's, in words; undefined: it is one of theirs. */
function refusalOf({ headers }: Request): string | undefined {
  const site = headers.get("sec-fetch-site", "none");
  // no page can make its browser say this; a proxy may well have another scheme, or name us otherwise
  if (site === "same-origin") return undefined;
  if (site !== "none") return "a page of another origin sent it";
  const origin = headers.get("origin");
  if (origin === undefined || lowerAscii(origin) === `http://${lowerAscii(headers.get("host", ""))}`) return undefined;
  return "a page of another origin sent it, or a proxy does not pass Host on";
}
