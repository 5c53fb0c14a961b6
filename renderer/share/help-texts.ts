import type { Snapshot } from "../../electron/contract.ts";

/** What helps on every system: the same network first. */
export const everywhere: readonly string[] = [
  "Is the other device on the same network? A phone on mobile data, or on a guest Wi-Fi, is not.",
  "Try the first address in the list, with the port: typed whole, beginning with http://, not https://.",
  "Some Wi-Fi routers keep devices apart (“client isolation”, “AP isolation”). It is a setting of the router.",
  "Is the other device a Mac? Browsers other than Safari may have to be allowed there first: System Settings › Privacy & Security › Local Network.",
  "A VPN on either device can take the traffic elsewhere. Turn it off for a try.",
];

type Platform = Snapshot["platform"];

/** What people call each system. */
export const systemNames: Readonly<Record<Platform, string>> = { win32: "Windows", darwin: "macOS", linux: "Linux" };

/** What to look at, and commands to copy that show or mend it. */
export type Hint = { readonly text: string; readonly commands?: readonly string[] };

/** What stands in the way on each system. */
const bySystem: Readonly<Record<Platform, readonly Hint[]>> = {
  win32: [
    {
      text: "Windows asked whether to let Porchlight through its firewall. If that was cancelled, it is blocked from then on: open “Allow an app through Windows Firewall”, find Porchlight and tick “Private”. Started by npm, it is called “Electron” or “Node.js” there.",
    },
    {
      text: "In Settings › Network & internet, the properties of your network should say “Private network”. On a public network Windows lets nobody in.",
    },
    { text: "Other security programs have firewalls of their own." },
  ],
  darwin: [
    {
      text: "In System Settings › Network › Firewall › Options, Porchlight (or “Electron” or “node”, where npm has started it) should say “Allow incoming connections”, and “Block all incoming connections” should be off.",
    },
    { text: "Apple devices understand the address that ends in .local even when the number changes." },
    { text: "If a phone reaches nothing on this Mac at all, turn Wi-Fi off and on again on both." },
  ],
  linux: [
    {
      text: "A firewall may be on. With ufw, the first command says so, and the second lets others in:",
      commands: ["sudo ufw status", "sudo ufw allow PORT/tcp"],
    },
    {
      text: "The same with firewalld:",
      commands: ["sudo firewall-cmd --state", "sudo firewall-cmd --add-port=PORT/tcp"],
    },
    { text: "The address that ends in .local needs Avahi running on this computer." },
  ],
};

/** Puts the port in use where a command names it. */
export function hintsFor(platform: Platform, port: number): readonly Hint[] {
  return bySystem[platform].map(({ text, commands = [] }) => ({
    text,
    commands: commands.map((command) => command.replaceAll("PORT", String(port))),
  }));
}
