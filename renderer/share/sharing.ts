import type { ShareChoice, ShareStatus, Snapshot } from "../../electron/contract.ts";
import { formatNumber } from "../text/format.ts";
import { shownText } from "../text/shown-text.ts";
import { rulesFor } from "./visitor-rules.ts";

type Lit = Extract<ShareStatus, { readonly kind: "on" | "starting" }>;
type Stopping = Extract<ShareStatus, { readonly kind: "stopping" }>;

/** What the switch would share. */
export function choiceOf(state: Pick<Snapshot, "settings" | "usualRules">): ShareChoice | undefined {
  const { folder, reach, port, dotfiles } = state.settings;
  return folder === undefined ? undefined : { folder, reach, port, dotfiles, rules: rulesFor(state, folder) };
}

/** Whether the light is on, or on its way there. */
export function isLit(share: ShareStatus): share is Lit {
  return share.kind === "on" || share.kind === "starting";
}

/** The folder that visitors see, or soon will. */
export function sharedFolder(share: ShareStatus): string | undefined {
  return isLit(share) ? share.choice.folder : undefined;
}

/** Whether something is under way that has to end first. */
export function isBusy({ kind }: ShareStatus): boolean {
  return kind === "starting" || kind === "stopping";
}

/** What the switch says of itself: a word, and a sentence. */
export function shareWords(
  share: ShareStatus,
  folder: string | undefined,
): { readonly word: string; readonly sentence: string } {
  switch (share.kind) {
    case "off":
      return {
        word: "Off",
        sentence: folder === undefined ? "Choose a folder to begin." : "Nobody can see this folder.",
      };
    case "starting":
      return { word: "Turning on…", sentence: "Opening the folder and the port." };
    case "on":
      return { word: "On", sentence: onSentence(share.choice) };
    case "stopping":
      return { word: "Turning off…", sentence: stoppingSentence(share) };
    case "problem":
      return { word: "Off", sentence: "Something is in the way." };
  }
}

/** The same in a line of its own, where no sentence stands below it. */
export function shareWord(share: ShareStatus, folder: string | undefined): string {
  return share.kind === "problem" ? "Off: something is in the way" : shareWords(share, folder).word;
}

function onSentence({ reach, rules }: ShareChoice): string {
  const who = reach === "network" ? "Everyone on your network" : "Only this computer";
  if (!rules.uploads) return `${who} can open this folder.`;
  return `${who} can open this folder and send ${rules.inbox === "" ? "files into it" : "you files"}.`;
}

function stoppingSentence({ transfers, next }: Stopping): string {
  const now =
    transfers === 0 ? "Nobody is let in any more." : `${formatNumber(transfers, "transfer")} may still finish.`;
  return next === undefined ? now : `${now} Then “${folderName(next)}” is shared.`;
}

/** A port that was asked for is taken: which one is used instead; undefined: nothing to say. */
export function otherPort(share: ShareStatus): string | undefined {
  if (share.kind !== "on" || share.port === share.choice.port) return undefined;
  return `Port ${share.choice.port} was taken by another program, so this is on port ${share.port}.`;
}

/** A port as it was typed. */
export function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** The last part of a path, as a heading. A folder may have come from anywhere, and be called anything. */
export function folderName(path: string): string {
  return shownText(path.split(/[/\\]/).filter(Boolean).at(-1) ?? path);
}
