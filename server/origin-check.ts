import type { Middleware } from "./http/handler.ts";
import { lowerAscii } from "./http/list.ts";
import type { Request } from "./http/request.ts";
import { statusResponse } from "./http/response.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets only our own pages, and programs that are no browser, send what could change anything: a page of somebody
 * else's must not make its visitor's browser do that.
 */
export function refuseOtherOrigins(): Middleware {
  return (next) => (request) => {
    if (safeMethods.has(request.method) || isOwn(request)) return next(request);
    return statusResponse(403, "a page of another origin sent it");
  };
}

function isOwn({ headers }: Request): boolean {
  const site = headers.get("sec-fetch-site", "none");
  // no page can make its browser say this; a proxy may well have another scheme, or name us otherwise
  if (site === "same-origin") return true;
  if (site !== "none") return false;
  const origin = headers.get("origin");
  return origin === undefined || lowerAscii(origin) === `http://${lowerAscii(headers.get("host", ""))}`;
}
