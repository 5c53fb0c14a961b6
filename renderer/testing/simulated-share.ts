import { encode } from "uqr";
import type {
  Address,
  Preflight,
  Problem,
  Settings,
  ShareChoice,
  ShareStatus,
  VisitorRules,
  Warning,
} from "../../electron/contract.ts";
import { folderProblem } from "../../server/share-problem.ts";

export const usualRules: VisitorRules = {
  uploads: false,
  inbox: "",
  mostBytes: 64e9,
  diskBytesToLeave: 1e9,
  website: false,
  spa: false,
  cleanUrls: false,
  isolated: false,
  cors: false,
  precompressed: false,
  note: "",
};

export const generousRules: VisitorRules = {
  ...usualRules,
  uploads: true,
  inbox: "/home/anna/From visitors",
  mostBytes: 4e9,
  website: true,
  spa: true,
  isolated: true,
  note: "# Welcome\n\nThe **films** are in the first folder.",
};

export const firstSettings: Settings = {
  folder: undefined,
  recents: [],
  port: 8080,
  reach: "network",
  dotfiles: false,
  filters: [],
  theme: "system",
  notifyOnDownload: false,
  closeToTray: true,
  openAtLogin: false,
  resumeAtLogin: false,
  logKeysEverywhere: true,
  accepted: [],
  folders: [],
};

export const usedSettings: Settings = {
  ...firstSettings,
  folder: "/home/anna/Holiday photos",
  recents: [
    "/home/anna/Holiday photos",
    "/home/anna/Projects/website/dist",
    "/media/usb/Films",
    "/home/anna/Music/a very long folder name that hardly fits anywhere at all, live recordings",
  ],
  filters: ["is:error", "device:192.168.1.23 larger:1MB"],
  accepted: [{ folder: "/home/anna/Holiday photos", dotfiles: false, uploads: false }],
};

/** What the server says of a folder that is not there. */
export function folderGone(folder: string): Problem {
  const { message: what, remedy } = folderProblem(
    folder,
    Object.assign(new Error("gone"), { code: "ENOENT" }),
    "linux",
  );
  return { what, remedy };
}

/** As electron/settings/settings-file.ts says it. */
export const settingsUnreadable: Problem = {
  what: "The settings file could not be read, so the app begins with its defaults.",
  remedy:
    "Nothing was lost: the unreadable file is kept as " +
    "/home/anna/.config/Porchlight/settings-unreadable-1763812800000.json.",
};

/** As server/share-uploads.ts says it. */
export const inboxGone: Problem = {
  what: "There is no folder /home/anna/From visitors for what visitors send.",
  remedy: "Choose another folder for what visitors send.",
  about: "inbox",
};

/** The addresses of a laptop with more adapters than anybody wants. */
export function simulatedAddresses(port: number): readonly Address[] {
  const hosts = [
    ["192.168.1.7", "IPv4", "wlan0", "network"],
    ["annas-laptop.local", "name", "", "network"],
    ["[fd12:3456:789a::7]", "IPv6", "wlan0", "network"],
    ["10.8.0.2", "IPv4", "wg0", "vpn"],
    ["172.17.0.1", "IPv4", "docker0", "virtual"],
  ] as const;
  return hosts.map(([host, kind, adapter, adapterKind]) => {
    const url = `http://${host}:${port}/`;
    return { url, kind, adapter, adapterKind, qr: encode(url, { border: 0 }).data };
  });
}

/** The light is on. */
export function onWith(choice: ShareChoice, port: number, firstVisitor?: string): ShareStatus {
  const addresses =
    choice.reach === "network"
      ? simulatedAddresses(port)
      : [{ ...localAddress(port), qr: encode(localAddress(port).url, { border: 0 }).data }];
  return { kind: "on", choice, port, since: Date.now() - 754_000, addresses, firstVisitor };
}

function localAddress(port: number): Omit<Address, "qr"> {
  return { url: `http://127.0.0.1:${port}/`, kind: "IPv4", adapter: "lo", adapterKind: "loopback" };
}

export const simulatedWarnings: readonly Warning[] = [
  { kind: "private key", examples: ["keys/server.pem"], count: 1, hidden: 0 },
  { kind: "link out", examples: ["latest", "old/latest", "backups"], count: 3, hidden: 0 },
  { kind: "environment file", examples: [".env", "backend/.env.local"], count: 2, hidden: 2 },
];

type Counting = { readonly preflightLooks: number; readonly warnings: readonly Warning[] };

/** What is found in a folder, after so many looks at it. */
export function simulatedPreflight(folder: string, looks: number, { preflightLooks, warnings }: Counting): Preflight {
  const done = looks >= preflightLooks;
  return {
    folder,
    files: looks * 2_481,
    folders: looks * 97,
    bytes: looks * 3_120_448_000,
    done,
    warnings: done ? warnings : [],
  };
}
