import type { ShareStatus } from "../contract.ts";
import { shownName } from "./shown-name.ts";

/** One line of the tray's menu; without an action, it only says something. */
export type TrayItem = { readonly label: string; readonly action?: TrayAction; readonly text?: string } | "separator";
/** What an item of the tray does. */
export type TrayAction = "show window" | "copy" | "start" | "stop" | "quit";

const mostAddresses = 4;

/** What the tray says and offers in each state of the share. */
export function trayItems(status: ShareStatus): readonly TrayItem[] {
  return [
    { label: trayTitle(status).replaceAll("&", "&&") }, // one alone would mark a shortcut
    ...(status.kind === "on" ? status.addresses.slice(0, mostAddresses).map(copyItem) : []),
    "separator",
    ...switchItems(status),
    { label: "Open Porchlight", action: "show window" },
    "separator",
    { label: "Quit", action: "quit" },
  ];
}

/** The state in a few words. */
export function trayTitle(status: ShareStatus): string {
  switch (status.kind) {
    case "off":
      return "The light is off";
    case "starting":
      return "Turning on…";
    case "on":
      return `Sharing ${nameOf(status.choice.folder)}`;
    case "stopping":
      return status.transfers === 0 ? "Turning off…" : `Turning off, ${status.transfers} under way…`;
    case "problem":
      return "Off: something is in the way";
  }
}

function switchItems(status: ShareStatus): readonly TrayItem[] {
  switch (status.kind) {
    case "off":
    case "problem":
      return [{ label: "Turn the Light On", action: "start" }];
    case "on":
      return [{ label: "Turn the Light Off", action: "stop" }];
    case "stopping":
      return [{ label: "Turn Off at Once", action: "stop" }];
    case "starting":
      return [];
  }
}

function copyItem({ url }: { readonly url: string }): TrayItem {
  return { label: `Copy ${url}`, action: "copy", text: url };
}

/** The folder's own name. */
function nameOf(folder: string): string {
  const name = folder.split(/[/\\]/).findLast((part) => part !== "") ?? folder;
  return `“${shownName(name, 60)}”`;
}
