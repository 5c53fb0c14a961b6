import type { Socket } from "node:net";
import type { RequestHead } from "../http/request-parser.ts";
import type { Peer } from "../http/request.ts";
import type { RequestFacts } from "../log/log-record.ts";

/** Who is at the other end: an IPv4 address comes without the IPv6 prefix that a socket for both shows it with. */
export function peerOf(socket: Socket): Peer {
  const address = socket.remoteAddress ?? "";
  return { address: address.startsWith("::ffff:") ? address.slice(7) : address, port: socket.remotePort ?? 0 };
}

/** What a record knows from its start; a head that could not be read leaves its part empty. */
export function factsOf(
  { address, port }: Peer,
  connection: number,
  requestNumber: number,
  head: RequestHead | undefined,
): RequestFacts {
  const headers = head?.headers;
  return {
    address,
    port,
    connection,
    requestNumber,
    method: head?.method ?? "",
    target: head?.target ?? "",
    version: head?.version ?? "",
    userAgent: headers?.get("user-agent") ?? "",
    referrer: headers?.get("referer") ?? "",
  };
}
