import { isPersistent } from "./framing.ts";
import type { RequestHead, Version } from "./request-parser.ts";
import { lengthOf, type Response } from "./response.ts";
import { isBodiless, reasonPhrase } from "./status.ts";

/** How a response's body is marked off on the wire (RFC 9112 §6.3). */
export type BodyFraming = "none" | "length" | "chunked" | "close";

/** What an answer must know of its request, and whether the connection lives on behind it. */
export type Exchange = { readonly method: string; readonly version: Version; readonly persistent: boolean };

/**
 * What an answer needs to know. `head`: undefined where it could not be trusted, and the connection must end;
 * `stays`: whether the server would keep the connection.
 */
export function exchangeOf(head: RequestHead | undefined, stays: boolean, response: Response): Exchange {
  if (head === undefined) return { method: "", version: "1.1", persistent: false };
  const { method, version, headers } = head;
  const persistent = stays && isPersistent(headers, version);
  return { method, version, persistent: persistent && framingFor(response, { method, version }) !== "close" };
}

/** The framing that a response gets; "close" ends the connection, whatever was asked for. */
export function framingFor(response: Response, exchange: Pick<Exchange, "method" | "version">): BodyFraming {
  if (exchange.method === "HEAD" || isBodiless(response.status)) return "none";
  if (lengthOf(response.body) !== undefined) return "length";
  return exchange.version === "1.1" ? "chunked" : "close";
}

/** The head as text, one character a byte, its empty line included. `date` is an IMF-fixdate. */
export function encodeHead(response: Response, exchange: Exchange, date: string): string {
  const framing = framingFor(response, exchange);
  let head = `HTTP/1.1 ${response.status} ${reasonPhrase(response.status)}\r\n${response.headers.toString()}Date: ${date}\r\n`;
  const length = lengthOf(response.body);
  if (length !== undefined && !isBodiless(response.status)) head += `Content-Length: ${length}\r\n`;
  if (framing === "chunked" || (length === undefined && exchange.method === "HEAD" && exchange.version === "1.1")) {
    head += "Transfer-Encoding: chunked\r\n";
  }
  if (!exchange.persistent || framing === "close") head += "Connection: close\r\n";
  else if (exchange.version === "1.0") head += "Connection: keep-alive\r\n";
  return `${head}\r\n`;
}
