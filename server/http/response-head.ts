import type { RequestHead, Version } from "./request-head.ts";
import { lengthOf, type Response } from "./response.ts";
import { isBodiless, reasonPhrase } from "./status.ts";

/** How a response's body is marked off on the wire (RFC 9112 §6.3). "close": the connection's end is the body's. */
export type BodyFraming = "none" | "length" | "chunked" | "close";

/** How an answer goes out. */
export type Delivery = {
  /** Of its request; "" where that could not be read. */
  readonly method: string;
  readonly version: Version;
  readonly framing: BodyFraming;
  /** Whether the connection lives on behind it. */
  readonly persistent: boolean;
};

/**
 * How an answer goes out. `head`: undefined where it could not be trusted, and the connection must end; `stays`:
 * whether the server would keep the connection; `method`: "" where not even that could be read.
 */
export function deliveryOf(
  head: RequestHead | undefined,
  stays: boolean,
  response: Response,
  method = head?.method ?? "",
): Delivery {
  const version = head?.version ?? "1.1";
  const framing = framingOf(response, method, version);
  const persistent = head !== undefined && stays && framing !== "close" && head.isPersistent;
  return { method, version, framing, persistent };
}

function framingOf(response: Response, method: string, version: Version): BodyFraming {
  if (method === "HEAD" || isBodiless(response.status)) return "none";
  if (lengthOf(response.body) !== undefined) return "length";
  return version === "1.1" ? "chunked" : "close";
}

/** The head as text, one character a byte, its empty line included. `date` is an IMF-fixdate. */
export function encodeHead(response: Response, delivery: Delivery, date: string): string {
  const { method, version, framing, persistent } = delivery;
  let head = `HTTP/1.1 ${response.status} ${reasonPhrase(response.status)}\r\n${response.headers.toString()}Date: ${date}\r\n`;
  const length = lengthOf(response.body);
  if (length !== undefined && !isBodiless(response.status)) head += `Content-Length: ${length}\r\n`;
  if (framing === "chunked" || (length === undefined && method === "HEAD" && version === "1.1")) {
    head += "Transfer-Encoding: chunked\r\n";
  }
  if (!persistent) head += "Connection: close\r\n";
  else if (version === "1.0") head += "Connection: keep-alive\r\n";
  return `${head}\r\n`;
}
