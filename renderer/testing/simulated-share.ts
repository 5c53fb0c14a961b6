import { encode } from "uqr";
import type {
  Address,
  Preflight,
  Problem,
  Settings,
  ShareChoice,
  ShareStatus,
  VisitorRules,
} from "../../electron/contract.ts";

export const usualRules: VisitorRules = {
  uploads: false,
  inbox: "",
  mostBytes: 64 * 1024 ** 3,
  diskBytesToLeave: 1024 ** 3,
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
  mostBytes: 4 * 1024 ** 3,
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

export const portTaken: Problem = {
  what: "Port 8080 and the twenty after it are in use by other programs.",
  remedy: "Choose another port, or close the program that uses it.",
};

export const folderGone: Problem = {
  what: "The folder “Holiday photos” is not there any more.",
  remedy: "Plug its drive in again, or choose another folder.",
};

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

/** What is found in a folder, after so many looks at it. */
export function simulatedPreflight(folder: string, looks: number): Preflight {
  const done = looks >= 5;
  return {
    folder,
    files: looks * 2_481,
    folders: looks * 97,
    bytes: looks * 3_120_448_000,
    done,
    warnings: done
      ? [
          {
            kind: "environment file",
            examples: [".env", "backend/.env.local"],
            count: 2,
            consequence: "Hidden, because names that start with a dot are not shared.",
          },
          {
            kind: "private key",
            examples: ["keys/server.pem"],
            count: 1,
            consequence: "Shared like any other file. Move it out of the folder if nobody should have it.",
          },
          {
            kind: "link out",
            examples: ["latest → /var/backups"],
            count: 3,
            consequence: "Not followed: the server never leaves the folder.",
          },
        ]
      : [],
  };
}
