import { visible } from "../../server/log/visible.ts";

/** Characters of one text from the network that are ever put on the page. */
export const longestShown = 2000;

/** A text from the network as the page may show it: bounded, and with nothing in it that acts unseen. */
export function shownText(text: string, limit: number = longestShown): string {
  return text.length <= limit ? visible(text) : `${visible(clipped(text, limit))}…`;
}

/** The first characters, without half of a pair at the end. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
