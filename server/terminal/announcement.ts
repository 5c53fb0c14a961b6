import { renderUnicodeCompact } from "uqr";
import { urlOf, type LanAddress } from "../addresses.ts";
import { visible } from "../log/visible.ts";

/** What is shared, and where. */
export type Announced = {
  readonly folder: string;
  readonly port: number;
  /** The port that was wanted and is taken; undefined: it was to be had. */
  readonly taken: number | undefined;
  /** Whether every network may reach it, as soon as there is one. */
  readonly isOpen: boolean;
  /** Best first. */
  readonly addresses: readonly LanAddress[];
  /** Whether a camera can look at it: a QR code makes no sense in a file. */
  readonly isTerminal: boolean;
};

const notes: Readonly<Record<LanAddress["adapterKind"], string>> = {
  network: "",
  loopback: "  (this computer)",
  vpn: "  (VPN)",
  virtual: "  (container or virtual machine)",
};

const ownOnly = "Only this computer can reach it. Name a folder and no --host to open it to the network.";
const offline = "This computer is on no network just now. Once it is, other devices there can reach the share.";

/** What is said to the person who turned the light on: addresses, the best one as a QR code, and how to stop. */
export function announcement({ folder, port, taken, isOpen, addresses, isTerminal }: Announced): string {
  const lines = [`Sharing ${visible(folder)}`];
  if (taken !== undefined) lines.push(`Port ${taken} is taken, so this is port ${port}.`);
  lines.push("", ...addresses.map((address) => `  ${urlOf(address, port)}${notes[address.adapterKind]}`), "");
  if (!addresses.some((address) => address.adapterKind !== "loopback")) {
    lines.push(isOpen ? offline : ownOnly, "");
  }
  const [best] = addresses;
  if (isTerminal && best !== undefined && best.adapterKind !== "loopback") {
    lines.push(renderUnicodeCompact(urlOf(best, port), { border: 2 })); // cameras want a light margin
  }
  return [...lines, "Press Ctrl+C to stop.", ""].join("\n");
}
