import { attachment } from "../http/content-disposition.ts";
import { mapResponse, type Middleware } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import type { Request } from "../http/request.ts";
import type { Response } from "../http/response.ts";

const statuses = new Set([200, 206, 304]);

/** Makes `?download` on a file save it, whatever a browser would do with its type. */
export const saveDownloads: Middleware = (next) => (request) => {
  const name = nameToSave(request);
  return name === undefined ? next(request) : mapResponse(next(request), (response) => saved(response, name));
};

function nameToSave(request: Request): string | undefined {
  if (!request.rawQuery.includes("download") || !request.query.has("download")) return undefined;
  const name = request.names.at(-1);
  return name === "" ? undefined : name;
}

function saved(response: Response, name: string): Response {
  if (!statuses.has(response.status)) return response;
  const headers = new Headers(response.headers).add("Content-Disposition", attachment(name));
  return response.with({ headers });
}
