import { ownCopy } from "./own-copy.ts";

/** Texts longer than this are clipped before they are kept: no visitor can fill the memory with long targets. */
const longestText = 1024;

/** A text of a bounded length. A clipped one is a copy: a slice would hold on to the whole that it was cut from. */
export function clip(text: string): string {
  if (text.length <= longestText) return text;
  return ownCopy(`${text.slice(0, longestText)}…`);
}
