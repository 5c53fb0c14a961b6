import { HttpError } from "./http-error.ts";
import type { RequestHead } from "./request-head.ts";

/**
 * reg-name and IPv4 of RFC 3986 §3.2.2 without userinfo, or an IP literal in brackets; then perhaps a port. A literal's zone
 * means something to its sender alone, who should leave it out, but many programs send it, as RFC 6874 writes it or bare.
 */
const hostField =
  /^(\[[0-9A-Fa-f:.]+(?:%(?:25|(?!25))[A-Za-z0-9._~-]+)?\]|[A-Za-z0-9\-._~!$&'()*+;=%]+)(?::([0-9]{0,5}))?$/;

/** The host of an authority in lower case, brackets kept; undefined: it is not a valid host[:port]. */
export function parseHost(authority: string): string | undefined {
  const [, host, port = ""] = hostField.exec(authority) ?? [];
  if (host === undefined || Number(port) > 65535) return undefined;
  return (host.startsWith("[") ? isIPv6(host) : !/%(?![0-9A-Fa-f]{2})/.test(host)) ? host.toLowerCase() : undefined;
}

/** Whether an IPv6 address stands in the brackets; its zone is of no interest. */
function isIPv6(literal: string): boolean {
  return URL.canParse(`http://${literal.replace(/%[^\]]*/, "")}`);
}

/** Reads Host fields: nearly always it is the same one again. */
export class HostReader {
  #field = "";
  #host: string | undefined = "";

  /** As `parseHost`; the empty field names the empty host. */
  read(field: string): string | undefined {
    if (field !== this.#field) {
      this.#field = field;
      this.#host = field === "" ? "" : parseHost(field);
    }
    return this.#host;
  }
}

/**
 * The host that a request is for (RFC 9112 §3.2): of the target where that is absolute, else of the Host field.
 * An HTTP/1.0 request may go without, and is then for "".
 * @throws HttpError 400 where Host is missing, repeated or malformed, or the target's host is malformed.
 */
export function hostOf(
  head: Pick<RequestHead, "headers" | "version">,
  targetAuthority: string | undefined,
  reader = new HostReader(),
): string {
  const fields = head.headers.getAll("host");
  if (fields.length > 1) throw new HttpError(400, "more than one Host");
  const [field] = fields;
  if (field === undefined && head.version === "1.1") throw new HttpError(400, "an HTTP/1.1 request without Host");
  const fieldHost = reader.read(field ?? "");
  const host = targetAuthority === undefined ? fieldHost : parseHost(targetAuthority);
  if (fieldHost === undefined) throw new HttpError(400, "malformed Host");
  if (host === undefined) throw new HttpError(400, "the target names no valid host");
  return host;
}
