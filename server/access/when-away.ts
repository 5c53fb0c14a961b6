import type { Middleware } from "../http/handler.ts";
import { HttpError } from "../http/http-error.ts";

/**
 * Refuses everything (503) while what is shared is away, whatever lies in its place meanwhile. `reasonNow` tells why it
 * is away, in words for the log; undefined: it is there.
 */
export function refuseWhenAway(reasonNow: () => string | undefined): Middleware {
  return (next) => (request) => {
    const reason = reasonNow();
    if (reason !== undefined) throw new HttpError(503, reason);
    return next(request);
  };
}
