import { Headers } from "./headers.ts";
import { messageOf, statusOf } from "./http-error.ts";
import { reasonPhrase } from "./status.ts";

/** An open file whose bytes a response sends. It is read by offset, so several responses may share it. */
export type FileContent = {
  /**
   * Reads up to `length` bytes from `position` into `target` at `offset`, then calls `done` once, with how many
   * came: 0 at the file's end. Callbacks and not promises: this is called for each piece of each download.
   */
  readonly read: (
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, count: number) => void,
  ) => void;
  /** Called once, when the response needs the file no more. */
  readonly release: () => void;
};

/** What follows a response's head. */
export type Body =
  | { readonly kind: "none" }
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "file"; readonly file: FileContent; readonly first: number; readonly length: number }
  /**
   * undefined: nobody knows how long it is; it goes out chunked, or until the connection closes. A piece is not
   * looked at any more once the next is asked for. An empty piece says that work goes on, though nothing is ready.
   */
  | { readonly kind: "stream"; readonly stream: AsyncIterable<Uint8Array>; readonly length: number | undefined };

/** Bytes on the wire that a response became, kept for as long as they stay true. */
export type Wire = { readonly second: number; readonly head: string; readonly bytes: Buffer };

/** What a response is made of; what is left out is empty. */
export type ResponseParts = {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: Body;
  /** For the log: why the server answered this, in words. */
  readonly reason?: string;
  /** For the log: the files that the request's body has become, where they lie. Never sent. */
  readonly saved?: readonly string[] | undefined;
};

/** The body of an answer that has none. */
export const noBody: Body = { kind: "none" };

/** An answer: status, fields and body. Content-Length, Date and Connection are the connection's to add. */
export class Response {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly reason: string;
  readonly saved: readonly string[] | undefined;
  /** Filled in by the encoder for a response that is sent again and again: where the connection stays, and where not. */
  wire: Wire | undefined;
  lastWire: Wire | undefined;

  constructor({ status, headers = new Headers(), body = noBody, reason = "", saved }: ResponseParts) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.reason = reason;
    this.saved = saved;
  }

  /** The same answer but for these parts. */
  with(change: Partial<ResponseParts>): Response {
    const { status, headers, body, reason, saved } = this;
    return new Response({ status, headers, body, reason, saved, ...change });
  }
}

/** How many bytes a body has, where that is known. */
export function lengthOf(body: Body): number | undefined {
  switch (body.kind) {
    case "none":
      return 0;
    case "bytes":
      return body.bytes.length;
    case "file":
    case "stream":
      return body.length;
  }
}

/** A response without a body; it forbids guessing a type as all others do. Fields given are kept. */
export function emptyResponse(parts: Omit<ResponseParts, "body">): Response {
  return new Response({ ...parts, headers: withoutSniffing(new Headers(parts.headers ?? [])) });
}

/**
 * A response whose body is text in the given encoding, UTF-8 unless told. Fields given are kept. An error is for no cache:
 * without a word some keep a 404 for minutes (RFC 9111 §4.2.2), and give it to a person in a browser as it was given to a
 * program.
 */
export function textResponse(
  parts: Omit<ResponseParts, "body">,
  text: string,
  type = "text/plain",
  encoding: "utf-8" | "latin1" = "utf-8",
): Response {
  const headers = new Headers(parts.headers ?? []);
  headers.add("Content-Type", `${type}; charset=${encoding === "latin1" ? "iso-8859-1" : encoding}`);
  withoutSniffing(headers);
  if (parts.status >= 400 && !headers.has("cache-control")) headers.add("Cache-Control", "no-store");
  return new Response({ ...parts, headers, body: { kind: "bytes", bytes: Buffer.from(text, encoding) } });
}

function withoutSniffing(headers: Headers): Headers {
  return headers.has("x-content-type-options") ? headers : headers.add("X-Content-Type-Options", "nosniff");
}

/** The small answer that says no more than its status. Fields given are kept. */
export function statusResponse(status: number, reason: string, headers = new Headers()): Response {
  return textResponse({ status, reason, headers }, `${status} ${reasonPhrase(status)}\n`);
}

/** What any thrown value is answered with. The client learns the status, the log the message. */
export function errorResponse(error: unknown): Response {
  const status = statusOf(error);
  const headers = status === 503 ? new Headers([["Retry-After", "1"]]) : undefined;
  return statusResponse(status, messageOf(error), headers);
}

/** Gives back what a response holds when it will not be sent. */
export function discard(response: Response): void {
  if (response.body.kind === "file") response.body.file.release();
  if (response.body.kind === "stream") void response.body.stream[Symbol.asyncIterator]().return?.();
}
