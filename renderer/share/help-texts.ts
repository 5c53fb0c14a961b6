import type { Snapshot } from "../../electron/contract.ts";

/** What helps on every system: the same network first. */
export const everywhere: readonly string[] = [
  "Is the other device on the same network? A phone on mobile data, or on a guest Wi-Fi, is not.",
  "Try the first address in the list, with the port: typed whole, beginning with http://, not https://.",
  "Some Wi-Fi routers keep devices apart (“client isolation”, “AP isolation”). It is a setting of the router.",
  "A VPN on either device can take the traffic elsewhere. Turn it off for a try.",
];

type Platform = Snapshot["platform"];

export const systemNames: Readonly<Record<Platform, string>> = { win32: "Windows", darwin: "macOS", linux: "Linux" };

/** What stands in the way on each system. */
const bySystem: Readonly<Record<Platform, readonly string[]>> = {
  win32: [
    "Windows asked whether to let Porchlight through its firewall. If that was cancelled, it is blocked from then on: open “Allow an app through Windows Firewall”, find Porchlight and tick “Private”.",
    "In Settings › Network & internet, the properties of your network should say “Private network”. On a public network Windows lets nobody in.",
    "Other security programs have firewalls of their own.",
  ],
  darwin: [
    "In System Settings › Network › Firewall › Options, Porchlight should say “Allow incoming connections”, and “Block all incoming connections” should be off.",
    "Apple devices understand the address that ends in .local even when the number changes.",
    "If a phone reaches nothing on this Mac at all, turn Wi-Fi off and on again on both.",
  ],
  linux: [
    "A firewall may be on: “sudo ufw status” or “sudo firewall-cmd --state” tells.",
    "With ufw: “sudo ufw allow PORT/tcp”. With firewalld: “sudo firewall-cmd --add-port=PORT/tcp”.",
    "The address that ends in .local needs Avahi running on this computer.",
  ],
};

/** Puts the port in use where a hint names it. */
export function hintsFor(platform: Platform, port: number): readonly string[] {
  return bySystem[platform].map((hint) => hint.replaceAll("PORT", String(port)));
}
