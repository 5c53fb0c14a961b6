import { visible } from "../../server/log/visible.ts";

/** A file's or folder's name, which may hold anything, as the desktop shows it: in one line of at most so many characters. */
export function shownName(name: string, most: number): string {
  return Array.from(visible(name)).slice(0, most).join("");
}
