import type { Socket } from "node:net";
import type { Headers } from "../http/headers.ts";
import type { KnownLine } from "../http/request-head.ts";
import type { Peer } from "../http/request.ts";
import type { RequestFacts } from "../log/log-record.ts";

/** Who is at the other end: an IPv4 address comes without the IPv6 prefix that a socket for both shows it with. */
export function peerOf(socket: Socket): Peer {
  const address = socket.remoteAddress ?? "";
  return { address: address.startsWith("::ffff:") ? address.slice(7) : address, port: socket.remotePort ?? 0 };
}

/** What a record knows from its start; what could not be read of a head stays empty. */
export function factsOf(
  { address, port }: Peer,
  connection: number,
  requestNumber: number,
  { method, target, version }: KnownLine,
  headers: Headers | undefined,
): RequestFacts {
  return {
    address,
    port,
    connection,
    requestNumber,
    method,
    target,
    version,
    userAgent: headers?.get("user-agent") ?? "",
    referrer: headers?.get("referer") ?? "",
  };
}
