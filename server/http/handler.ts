import type { Request } from "./request.ts";
import { errorResponse, Response } from "./response.ts";

/**
 * An answer that needs the disk no more but has to wait for the visitor, an upload say: the worker is let go, and
 * the response is sent when it is there.
 */
export class Later {
  readonly response: Promise<Response>;

  constructor(response: Promise<Response>) {
    this.response = response;
  }
}

/** A response, or one that comes when the worker has gone on. */
export type Answer = Response | Later;

/**
 * Answers a request, at once where nothing has to be waited for.
 * A thrown HttpError is answered with its status, anything else with 500.
 */
export type Handler = (request: Request) => Answer | Promise<Answer>;

/** Wraps a handler: answers itself, changes the request's way, or what comes back. */
export type Middleware = (next: Handler) => Handler;

/** A handler inside its middleware; the first is the outermost. */
export function wrap(handler: Handler, ...middleware: readonly Middleware[]): Handler {
  return middleware.reduceRight((inner, outer) => outer(inner), handler);
}

/**
 * Changes the response that an answer comes to, whichever way it comes. `toResponse`: what an error is answered with that
 * comes in its stead; where it is not given, the error stays one.
 */
export function mapResponse(
  answer: Answer | Promise<Answer>,
  change: (response: Response) => Response,
  toResponse?: (error: unknown) => Response,
): Answer | Promise<Answer> {
  if (!(answer instanceof Promise || answer instanceof Later)) return change(answer);
  const fail = toResponse && ((error: unknown) => change(toResponse(error)));
  if (answer instanceof Later) return new Later(answer.response.then(change, fail));
  return answer.then((value) => mapResponse(value, change, toResponse), fail);
}

/**
 * What a handler answers, changed; so is the response that its error comes to. `toResponse` may throw the error again:
 * it is not for this middleware to answer.
 */
export function changeAnswer(
  next: Handler,
  request: Request,
  change: (response: Response, request: Request) => Response,
  toResponse: (error: unknown, request: Request) => Response = errorResponse,
): Answer | Promise<Answer> {
  try {
    const answer = next(request);
    // most are there at once, and cost no closures
    return answer instanceof Response ? change(answer, request) : changeLater(answer, request, change, toResponse);
  } catch (error) {
    return change(toResponse(error, request), request);
  }
}

function changeLater(
  answer: Answer | Promise<Answer>,
  request: Request,
  change: (response: Response, request: Request) => Response,
  toResponse: (error: unknown, request: Request) => Response,
): Answer | Promise<Answer> {
  return mapResponse(
    answer,
    (response) => change(response, request),
    (error) => toResponse(error, request),
  );
}
