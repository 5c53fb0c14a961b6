import os from "node:os";
import { encode } from "uqr";
import { listAddresses, urlOf } from "../../server/addresses.ts";
import { routedAddress } from "../../server/default-route.ts";
import type { Address, Reach } from "../contract.ts";

/** The host to listen on: every interface of both families where the system has IPv6 at all. */
export function hostFor(reach: Reach, interfaces = os.networkInterfaces()): string {
  if (reach === "computer") return "127.0.0.1";
  const families = Object.values(interfaces).flatMap((infos = []) => infos.map(({ family }) => family));
  return families.includes("IPv6") ? "::" : "0.0.0.0";
}

/** Every way to reach the share, best first, each with its QR code. */
export async function shareAddresses(reach: Reach, port: number): Promise<readonly Address[]> {
  const routed = reach === "network" ? await routedAddress() : undefined;
  return listAddresses(hostFor(reach), routed).map((address) => {
    const { kind, adapter, adapterKind } = address;
    const url = urlOf(address, port);
    return { url, kind, adapter, adapterKind, qr: qrOf(url) };
  });
}

/** The code alone: the light margin that readers want is drawn around it. */
function qrOf(url: string): readonly (readonly boolean[])[] {
  return encode(url, { border: 0 }).data;
}
