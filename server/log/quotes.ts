import { visible } from "./visible.ts";

const quotable = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
/** Texts that are remembered: user agents, methods and paths come again and again. */
const most = 1024;
/** Longer ones seldom do. */
const longest = 256;
const known = new Map<string, string>();

/** A text as it may stand between quotes: what would end or fake it is escaped, as Apache does. */
export function escapeQuoted(text: string): string {
  const escaped = known.get(text);
  if (escaped !== undefined) return escaped;
  const fresh = quotable.test(text) ? text : visible(text.replace(/["\\]/g, "\\$&"));
  if (text.length > longest) return fresh;
  if (known.size === most) known.clear();
  known.set(text, fresh);
  return fresh;
}
