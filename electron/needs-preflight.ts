import type { Settings, ShareChoice } from "./contract.ts";

/**
 * Whether the owner has to be asked before this is shared: a folder, and what is hidden in it, goes to the network only
 * after its owner has seen it; so does what visitors send.
 */
export function needsPreflight(choice: ShareChoice, { accepted }: Pick<Settings, "accepted">): boolean {
  const { folder, reach, dotfiles, rules } = choice;
  const known = accepted.find((each) => each.folder === folder);
  const isKnown = known !== undefined && (known.dotfiles || !dotfiles) && (known.uploads || !rules.uploads);
  return reach === "network" && !isKnown;
}
