import os, { type NetworkInterfaceInfo } from "node:os";
import { isLoopback } from "./loopback.ts";

/** One way in which another device may reach this computer. */
export type LanAddress = {
  /** As it stands in a URL: IPv6 in brackets. */
  readonly host: string;
  readonly kind: "IPv4" | "IPv6" | "name";
  /** The network interface's name; "" for a host name. */
  readonly adapter: string;
  readonly adapterKind: "network" | "vpn" | "virtual" | "loopback";
};

type Interfaces = Readonly<NodeJS.Dict<NetworkInterfaceInfo[]>>;

const virtual =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|podman|flannel|cali|vEthernet|bridge\d+)|virtual|vmware|hyper-v|wsl/i;
/** VirtualBox's host-only networks, which Windows calls "Ethernet 2" and the like. */
const virtualCard = /^0a:00:27:/i;
const vpn =
  /^(tun|tap|wg|utun|ppp|ipsec|tailscale|zt|feth|nordlynx|proton|gpd)|vpn|wireguard|zerotier|hamachi|mullvad|warp|wintun|anyconnect|forti/i;
const wired = /^(eth|en[ops\d]|em\d|ethernet)/i;

function adapterKindOf(name: string, mac: string): "network" | "vpn" | "virtual" {
  if (virtual.test(name) || virtualCard.test(mac)) return "virtual";
  return vpn.test(name) ? "vpn" : "network";
}

/** How far down an address stands: the lower, the likelier another device reaches it. */
function rankOf(address: LanAddress, isRouted: boolean): number {
  const byAdapter = { network: 0, loopback: 100, vpn: 200, virtual: 300 }[address.adapterKind];
  const byKind = { IPv4: 0, name: 10, IPv6: 20 }[address.kind];
  const selfAssigned = address.host.startsWith("169.254.") ? 50 : 0;
  return byAdapter + byKind + selfAssigned + (isRouted ? 0 : 2) + (wired.test(address.adapter) ? 0 : 1);
}

/**
 * The addresses that a server on every interface can be reached at, best first: IPv4 of real networks, this computer's
 * name, IPv6 of real networks; of each kind those of the default route (which has the address `routed`) before others;
 * then VPNs, then containers and virtual machines. Without any network, the loopback address.
 */
export function rankAddresses(interfaces: Interfaces, hostName: string, routed?: string): LanAddress[] {
  const found: LanAddress[] = [];
  for (const [adapter, infos = []] of Object.entries(interfaces)) {
    for (const info of infos) {
      // A link-local IPv6 address needs a zone that browsers do not take.
      if (info.internal || info.address.startsWith("fe80:")) continue;
      const isIPv6 = info.family === "IPv6";
      const host = isIPv6 ? `[${info.address}]` : info.address;
      found.push({ host, kind: isIPv6 ? "IPv6" : "IPv4", adapter, adapterKind: adapterKindOf(adapter, info.mac) });
    }
  }
  if (found.length === 0) return [loopback];
  const name = hostName.toLowerCase();
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name) && name !== "localhost") found.push(namedAddress(name));
  const best = found.find(({ host }) => host === routed)?.adapter;
  const known = found.map((address) => (address.adapter === best ? notVirtual(address) : address));
  const rank = (address: LanAddress): number => rankOf(address, address.adapter === best);
  return known.sort((one, other) => rank(one) - rank(other));
}

/** No container or virtual machine leads out: Hyper-V's external switch and a bridge have taken a real card's address. */
function notVirtual(address: LanAddress): LanAddress {
  return address.adapterKind === "virtual" ? { ...address, adapterKind: "network" } : address;
}

/** A computer's name as other devices find it. */
function namedAddress(name: string): LanAddress {
  const host = name.includes(".") ? name : `${name}.local`;
  return { host, kind: "name", adapter: "", adapterKind: "network" };
}

const loopback: LanAddress = { host: "127.0.0.1", kind: "IPv4", adapter: "lo", adapterKind: "loopback" };

/** Whether a server that listens on `host` is reached at every address of this computer. */
export function isEveryInterface(host: string): boolean {
  return host === "::" || host === "0.0.0.0";
}

/** The addresses of a server that listens on `host`, best first: those beside `routed`, the default route's. */
export function listAddresses(host: string, routed?: string): LanAddress[] {
  if (isEveryInterface(host)) {
    const all = rankAddresses(os.networkInterfaces(), os.hostname(), routed);
    return host === "::" ? all : all.filter((address) => address.kind !== "IPv6");
  }
  // Systems differ in which loopback address that is: IPv6's is often the first.
  if (host === "localhost") return [{ ...loopback, host, kind: "name" }];
  const kind = host.includes(":") ? "IPv6" : /^[\d.]+$/.test(host) ? "IPv4" : "name";
  return [
    {
      host: kind === "IPv6" ? `[${host}]` : host,
      kind,
      adapter: "",
      adapterKind: isLoopback(host) ? "loopback" : "network",
    },
  ];
}

/** The share's URL at an address; port 80 goes without saying. */
export function urlOf(address: LanAddress, port: number): string {
  return `http://${address.host}${port === 80 ? "" : `:${port}`}/`;
}
