import { trimBlanks } from "./blanks.ts";
import type { Headers } from "./headers.ts";
import { HttpError } from "./http-error.ts";
import { hasMember, lowerAscii } from "./list.ts";
import type { Version } from "./request-head.ts";

/** How long a request's body is (RFC 9112 §6). */
export type Framing =
  { readonly kind: "none" } | { readonly kind: "length"; readonly length: number } | { readonly kind: "chunked" };

const none: Framing = { kind: "none" };
const chunked: Framing = { kind: "chunked" };

/**
 * The framing that a request's fields ask for. Anything two servers could read in two ways is refused: that is
 * how requests are smuggled (RFC 9112 §6.3, §11.2).
 * @throws HttpError 400, 413 or 501; the connection must close.
 */
export function framingOf(headers: Headers, version: Version): Framing {
  if (!headers.has("content-length") && !headers.has("transfer-encoding")) return none;
  const lengths = headers.getAll("content-length");
  const codings = headers.getAll("transfer-encoding");
  if (codings.length > 0) return transferFraming(codings, lengths, version);
  return lengthFraming(lengths);
}

function lengthFraming(lengths: readonly string[]): Framing {
  const [digits = ""] = lengths;
  if (lengths.length > 1) throw new HttpError(400, "more than one Content-Length");
  if (!/^[0-9]+$/.test(digits)) throw new HttpError(400, "malformed Content-Length");
  const length = BigInt(digits);
  if (length > BigInt(Number.MAX_SAFE_INTEGER)) throw new HttpError(413, "Content-Length is beyond all bounds");
  return length === 0n ? none : { kind: "length", length: Number(length) };
}

function transferFraming(codings: readonly string[], lengths: readonly string[], version: Version): Framing {
  if (version === "1.0") throw new HttpError(400, "Transfer-Encoding in an HTTP/1.0 request");
  if (lengths.length > 0) throw new HttpError(400, "both Transfer-Encoding and Content-Length");
  const members = codings.flatMap((value) => value.split(",")).map((member) => lowerAscii(trimBlanks(member)));
  const chunks = members.filter((member) => member === "chunked").length;
  if (chunks === 1 && members.length === 1) return chunked;
  const unknown = members.find((member) => member !== "chunked" && /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(member));
  const isWellFormed = chunks === 0 || (chunks === 1 && members.at(-1) === "chunked");
  if (unknown !== undefined && isWellFormed) {
    throw new HttpError(501, `the transfer coding ${unknown} is not known here`);
  }
  throw new HttpError(400, "malformed Transfer-Encoding");
}

/** Whether the connection lives on after this request, as far as the client is concerned (RFC 9112 §9.3). */
export function isPersistent(headers: Headers, version: Version): boolean {
  const options = headers.getAll("connection");
  // what nearly all browsers say, in no need of taking apart
  if (options.length === 0 || (options.length === 1 && options[0] === "keep-alive")) {
    return version === "1.1" || options.length === 1;
  }
  if (hasMember(options, "close")) return false;
  return version === "1.1" || hasMember(options, "keep-alive");
}
