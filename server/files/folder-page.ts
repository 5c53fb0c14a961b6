import { createHash } from "node:crypto";
import { encodePath, encodeSegment } from "../http/path.ts";
import { visible } from "../log/visible.ts";
import type { DetailedEntry } from "./folder-entries.ts";
import { escapeHtml } from "./html.ts";

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 0 auto; padding: 1rem; max-width: 60rem }
h1 { font-size: 1.25rem; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
th { text-align: start; font-weight: 600 }
td, th { padding: .35rem .5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent) }
td:first-child { overflow-wrap: anywhere; white-space: pre-wrap }
td:nth-child(n + 2), th:nth-child(n + 2) { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
a { color: light-dark(#0b57d0, #a8c7fa); text-decoration: none }
a:hover { text-decoration: underline }
@media (max-width: 32rem) { td:nth-child(3), th:nth-child(3) { display: none } }
`;

/** What the page may load: its own style, by its hash, and nothing else. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

/** A name as text of the page: characters that turn or hide text are shown as escapes. */
function shown(name: string): string {
  return escapeHtml(visible(name));
}

/** The page up to the first row; `names` lead from the share to the folder. */
export function pageStart(title: string, names: readonly string[]): string {
  const crumbs = names.map((name, index) => {
    const href = `${encodePath(names.slice(0, index + 1))}/`;
    return ` / <a href="${href}">${shown(name)}</a>`;
  });
  const up = names.length === 0 ? "" : `<tr><td><a href="../">..</a></td><td></td><td></td></tr>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shown([title, ...names].join(" / "))}</title>
<style>${style}</style>
</head>
<body>
<h1><a href="/">${shown(title)}</a>${crumbs.join("")}</h1>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Size</th><th scope="col">Changed</th></tr></thead>
<tbody>
${up}`;
}

export function pageRow(entry: DetailedEntry): string {
  const slash = entry.kind === "folder" ? "/" : "";
  // "./" in front: a name such as "a:b" would else be read as a scheme.
  const href = `./${encodeSegment(entry.name)}${slash}`;
  const size = entry.size === undefined ? "" : formatSize(entry.size);
  const changed = entry.modified === undefined ? "" : formatTime(entry.modified);
  return `<tr><td><a href="${href}">${shown(entry.name)}${slash}</a></td><td>${size}</td><td>${changed}</td></tr>\n`;
}

/** What follows the last row; `note` is text. */
export function pageEnd(note: string): string {
  return `</tbody>\n</table>\n${note === "" ? "" : `<p>${escapeHtml(note)}</p>\n`}</body>\n</html>\n`;
}

const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** A number of bytes for people: "15 bytes", "1.5 GiB". */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ""}`;
}

/** The minute, UTC: "2026-11-22 21:30". */
function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ");
}
