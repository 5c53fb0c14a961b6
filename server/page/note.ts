import type { Asker } from "../fair-turns.ts";
import type { Listing } from "../files/folder-entries.ts";
import type { SharedFolder } from "../files/shared-folder.ts";
import { readSmallText } from "../files/small-text.ts";
import { shownName } from "./html.ts";
import { htmlOfMarkdown } from "./markdown-html.ts";
import { asText } from "./markdown.ts";

/**
 * Bytes of a README that the page shows; of a longer one it shows nothing, it can be opened. Of the owner's note, which
 * cannot, it shows as many characters.
 */
export const longestNote = 64 * 1024;
/** Characters of a README that stands open; a longer one opens at a click, for people come for the files. */
const shortNote = 1200;

const readmeName = /^readme(\.md|\.markdown|\.txt)?$/i;

/**
 * What stands on top of the page: the owner's note on the first page, and the folder's README; "" for neither.
 * `asker`: whose page it is.
 */
export async function notesOf(
  folder: SharedFolder,
  listing: Listing,
  ownersNote: string,
  asker: Asker | undefined,
): Promise<string> {
  const isFirstPage = folder.names.length === 0 && ownersNote.trim() !== "";
  const note = isFirstPage
    ? `<section class="note" aria-label="Note">${await htmlOfMarkdown(ownersNote.slice(0, longestNote), asker)}</section>\n`
    : "";
  const readme = listing.findFile(isReadme);
  return readme === undefined ? note : note + (await readmeOf(folder, readme, asker));
}

/** Looks at the first letter first: there may be a hundred thousand names. */
function isReadme(name: string): boolean {
  return (name.startsWith("R") || name.startsWith("r")) && readmeName.test(name);
}

async function readmeOf(folder: SharedFolder, name: string, asker: Asker | undefined): Promise<string> {
  const text = await readSmallText(folder.root, [...folder.names, name], longestNote);
  if (text === undefined || text.trim() === "" || text.includes("\0")) return "";
  const isMarkdown = /\.(md|markdown)$/i.test(name);
  const content = isMarkdown ? await htmlOfMarkdown(text, asker) : asText(text);
  const open = text.length <= shortNote ? " open" : "";
  return `<details class="note"${open}><summary><bdi>${shownName(name)}</bdi></summary>${content}</details>\n`;
}
