import { changeAnswer, type Middleware } from "../http/handler.ts";
import type { Response } from "../http/response.ts";

/** Conditions and ranges: who only reads may send them, and nothing is changed or told by them that is not anyway. */
const fieldsOfReading = "Range, If-Range, If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since";

/** Lets pages of any origin read the share, where its owner asked for that; refusals too, or none could tell a 404. */
export function allowOrigins(): Middleware {
  return (next) => (request) => changeAnswer(next, request, withOrigin);
}

function withOrigin(response: Response): Response {
  // a script is kept to the share's own pages, where nobody says otherwise
  const headers = response.headers
    .without("Cross-Origin-Resource-Policy")
    .add("Cross-Origin-Resource-Policy", "cross-origin")
    .add("Access-Control-Allow-Origin", "*")
    .add("Access-Control-Allow-Headers", fieldsOfReading)
    .add("Access-Control-Expose-Headers", "Accept-Ranges, Content-Range, Content-Length, ETag");
  return response.with({ headers });
}
