import type { FolderEntry, Listing } from "../files/folder-entries.ts";
import type { ListingOrder } from "../files/listing-order.ts";
import { orderLanguage } from "../files/name-order.ts";
import { encodePath, encodeSegment } from "../http/path.ts";
import { formatSize } from "../size.ts";
import type { PageAssets } from "./assets.ts";
import { bodyLength, many } from "./body-length.ts";
import { fileKindOf } from "./file-kind.ts";
import { count, timeElement } from "./format.ts";
import { attributeValue, escapeHtml, shownName } from "./html.ts";
import { directionOf, orderBehind, type Column } from "./order.ts";

/** The page's own security policy: what carries the nonce runs or styles, and nothing from the shared folder does. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "frame-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/**
 * Who reads the page: a person, before whom a name that is written from right to left turns nothing around it, or a
 * program. Some of these, such as Kodi, know an entry by a link that is called as it leads, and is nothing else; others,
 * such as GDAL, know a folder's page by the title that other servers give it.
 */
export type Reader = "person" | "program";

/** The page up to what has to be read from the disk; `names` lead from the share to the folder. */
export function pageStart(
  title: string,
  names: readonly string[],
  assets: PageAssets,
  nonce: string,
  reader: Reader,
): string {
  // lftp takes all that a page refers to for the folder's own entries, but for what has a query
  const styles = assets.styles.map((href) => `<link rel="stylesheet" href="${href}?" nonce="${nonce}">\n`).join("");
  const script =
    assets.script === undefined
      ? ""
      : `<script type="module" src="${assets.script}?" async nonce="${nonce}"></script>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${shownName(reader === "person" ? [title, ...names].join(" / ") : `Index of /${names.join("/")}`)}</title>
<link rel="icon" href="${assets.icon}?">
${styles}${script}</head>
<body>
<header>
${crumbs(title, names, reader)}<h1><bdi>${shownName(names.at(-1) ?? title)}</bdi></h1>
</header>
<main>
`;
}

/**
 * The way to the folder; nothing on the first page, which has none. Programs take it for entries, and go around in it for
 * ever, unless it is the one link that they know from other servers.
 */
function crumbs(title: string, names: readonly string[], reader: Reader): string {
  const above = [title, ...names].slice(0, -1);
  const links = above.map((name, index) => {
    const href = index === 0 ? "/" : `${encodePath(names.slice(0, index))}/`;
    return crumb(href, name);
  });
  const shown = reader === "person" ? links : above.slice(-1).map((name) => crumb("../", name));
  return shown.length === 0 ? "" : `<nav aria-label="Folders above"><ol class="crumbs">${shown.join("")}</ol></nav>\n`;
}

function crumb(href: string, name: string): string {
  return `<li><a href="${href}"><bdi>${shownName(name)}</bdi></a></li>`;
}

const columns: readonly (readonly [column: Column, title: string])[] = [
  ["name", "Name"],
  ["size", "Size"],
  ["date", "Changed"],
];

type Counts = Pick<Listing, "count" | "folderCount" | "isCut">;

/** What stands above the table, to its first row. */
export function tableStart(listing: Counts, order: ListingOrder, hasScript: boolean): string {
  const heads = columns.map(([column, title]) => {
    const sorted = column === order.by ? ` aria-sort="${order.descending ? "descending" : "ascending"}"` : "";
    const form = directionOf(orderBehind(column, order).descending);
    return `<th scope="col" class="${column}"${sorted}><button form="${form}" name="sort" value="${column}">${title}</button></th>`;
  });
  return `<div class="tools">
<p class="count${listing.isCut ? " cut" : ""}" role="status">${escapeHtml(summaryOf(listing))}</p>
${listing.count === 0 ? "" : downloads}${hasScript ? controlsFor(listing) : ""}</div>
<form method="post" action="?zip" id="entries" autocomplete="off">
<table data-language="${escapeHtml(orderLanguage)}">
<thead><tr>${heads.join("")}</tr></thead>
`;
}

/** Where files that visitors send end up: into the folder that they see, or out of their sight. */
export type SentFilesGo = "here" | "to the owner";

/** The form that sends files; `sent` of them have just come. The script puts something better in its place. */
export function sendForm(go: SentFilesGo, sent: number): string {
  const owner = go === "here" ? "" : '<p class="owner">What you send goes to the owner only.</p>\n';
  const news = sent > 0 ? `<p role="status">${escapeHtml(count(sent, "file was", "files were"))} sent.</p>\n` : "";
  return `<form method="post" action="./" enctype="multipart/form-data" id="send" class="send">
<label>Send files <input type="file" name="file" multiple required></label>
<button type="submit" class="button upload">Send</button>
${owner}${news}</form>
`;
}

/**
 * All as a zip, and what is ticked; the script has a bar of its own for that. No link: what mirrors a share goes after
 * each, and would get every file again with each folder that it is in.
 */
const downloads = `<form method="get"><button type="submit" name="zip" class="button download">Download all</button></form>
<button type="submit" form="entries" class="button download unscripted">Download selected</button>
`;

const linkButton = `<button type="button" class="button qr" id="link" aria-haspopup="dialog" title="Link and QR code of this page" aria-label="Link and QR code of this page"></button>`;

/**
 * For the entries. What selects belongs to the form of the boxes, which a phone does not show: Chromium's password
 * manager looks for a control that is seen in each form, and lays out for each.
 */
const listControls = `<input type="search" id="filter" placeholder="Filter" aria-label="Filter by name" autocomplete="off" spellcheck="false">
<button type="button" class="button grid" id="view" aria-pressed="false" title="Show as pictures" aria-label="Show as pictures"></button>
<button type="button" class="button select" id="select" form="entries" aria-pressed="false" title="Select several" aria-label="Select several"></button>
`;

/** What the script brings to life; without script it is not shown. */
function controlsFor({ count }: Counts): string {
  if (count === 0) return `<div class="controls few">\n${linkButton}\n</div>\n`;
  return `<div class="controls">\n${listControls}${linkButton}\n</div>\n`;
}

function summaryOf({ count: entries, folderCount: folders, isCut }: Counts): string {
  const files = entries - folders;
  if (isCut) return cutNote(entries);
  if (entries === 0) return "This folder is empty.";
  const parts = [
    ...(folders > 0 ? [count(folders, "folder", "folders")] : []),
    ...(files > 0 ? [count(files, "file", "files")] : []),
  ];
  return parts.join(", ");
}

/** Rows, in bodies of their own, which a browser need not lay out before they come into view. */
export function tableBodies(entries: readonly FolderEntry[], reader: Reader): string {
  let bodies = "";
  for (let at = 0; at < entries.length; at += bodyLength)
    bodies += tableBody(entries.slice(at, at + bodyLength), reader);
  return bodies;
}

function tableBody(entries: readonly FolderEntry[], reader: Reader): string {
  const start = entries.length < many ? "<tbody>" : '<tbody class="many">';
  return `${start}\n${entries.map((entry) => row(entry, reader)).join("")}</tbody>\n`;
}

/**
 * The link is the name alone, whose colons are escaped and so end no scheme: programs that show a share as a drive, such
 * as httpdirfs, pass over what begins with "./".
 */
function row(entry: FolderEntry, reader: Reader): string {
  const isFolder = entry.kind === "folder";
  const kind = isFolder ? "folder" : fileKindOf(entry.name);
  const name = shownName(entry.name);
  const size = entry.size === undefined ? "<td>" : `<td data-bytes=${entry.size}>${formatSize(entry.size)}`;
  const pick = `<input type="checkbox" name="name" value="${attributeValue(entry.name)}" aria-label="Select ${name}">`;
  const link = reader === "person" ? `<bdi>${name}</bdi>` : name;
  const spoken = `${name}${isFolder ? " (folder)" : ""}`; // else it would be called by the box in it as well
  return `<tr class=${kind}><th scope=row aria-label="${spoken}">${pick}<a href="${encodeSegment(entry.name)}${isFolder ? "/" : ""}">${link}</a>${size}<td>${timeElement(entry.modified)}\n`;
}

function cutNote(entries: number): string {
  return `Only the first ${count(entries, "entry", "entries")} of this folder ${entries === 1 ? "is" : "are"} shown.`;
}

/**
 * Behind the table, so that a query names the column first. No links stand in its heads: what mirrors a share goes after
 * each, and would get every folder's page in every order.
 */
const orders = (["asc", "desc"] as const)
  .map((order) => `<form method="get" id="${order}"><input type="hidden" name="order" value="${order}"></form>\n`)
  .join("");

/** What follows the last row. */
export function pageEnd({ count, isCut }: Pick<Listing, "count" | "isCut">): string {
  const paragraph = isCut ? `<p class="problem">${cutNote(count)}</p>\n` : "";
  return `</table>\n${paragraph}</form>\n${orders}${lastLines}`;
}

/** What follows the page's start where there will be no table; `problem` is text. */
export function pageProblem(problem: string): string {
  return `<p class="problem">${escapeHtml(problem)}</p>\n${lastLines}`;
}

/** The same for a form that was sent from a folder's page: sentences, which may have names in them, and the way back. */
export function formProblem(sentences: readonly string[]): string {
  const problems = sentences.map((sentence) => `<p class="problem">${shownName(sentence)}</p>\n`).join("");
  return `${problems}<p class="problem"><a href="./">Back to the folder</a></p>\n${lastLines}`;
}

const lastLines = `</main>\n<footer><p>Shared with Porchlight</p></footer>\n</body>\n</html>\n`;
