import type { NetworkInterfaceInfo } from "node:os";
import { isLoopback } from "../../server/loopback.ts";

/** The addresses of this computer itself, as the log writes them. */
export function ownAddresses(interfaces: Readonly<NodeJS.Dict<NetworkInterfaceInfo[]>>): ReadonlySet<string> {
  const addresses = Object.values(interfaces).flatMap((infos = []) => infos.map(({ address }) => plain(address)));
  return new Set(addresses);
}

/** Whether somebody else's device asked. */
export function isForeign(address: string, own: ReadonlySet<string>): boolean {
  const asked = plain(address);
  return asked !== "" && !isLoopback(asked) && !own.has(asked);
}

/** IPv4 as such where it came through IPv6, and IPv6 without its zone. */
function plain(address: string): string {
  return address
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/, "")
    .toLowerCase();
}
