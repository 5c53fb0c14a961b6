import type { Warning } from "../../electron/contract.ts";
import { formatCount, formatNumber } from "../text/format.ts";

type Kind = Warning["kind"];

const headings: Readonly<Record<Kind, string>> = {
  "home folder": "This is your whole home folder",
  "system folder": "This folder belongs to the system",
  "environment file": "Files with passwords and keys of programs",
  "version control": "The history of a project",
  "private key": "Private keys",
  "link out": "Links that lead out of the folder",
};

/** What was found, in a few words. */
export function warningHeading(kind: Kind): string {
  return headings[kind];
}

/** Where the files of a folder lie; "" where all of them are in it itself. */
export function whereOf(folders: number): string {
  return folders === 0 ? "" : ` in ${formatNumber(folders, "folder")}`;
}

const downloadable = "Anyone on your network can download this. Move it out of the folder if nobody should have it.";

/** What becomes of it when the folder is shared. */
export function consequenceOf({ kind, count, hidden }: Warning): string {
  if (kind === "link out") return "Not followed: visitors never get out of the folder.";
  if (kind === "home folder") return "Anyone on your network can look through all your own files.";
  if (kind === "system folder") return "Anyone on your network can read what belongs to the system.";
  if (hidden === count) return "Hidden, because names that start with a dot are not shared.";
  if (hidden === 0) return downloadable;
  const are = hidden === 1 ? "is hidden, because its name starts" : "are hidden, because their names start";
  const shown = `${formatCount(hidden)} ${are} with a dot. The rest is not:`;
  return `${shown} ${downloadable.charAt(0).toLowerCase()}${downloadable.slice(1)}`;
}
