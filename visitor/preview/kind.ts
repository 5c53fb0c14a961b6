import { isPicture } from "../list/pictures.ts";
import type { Row } from "../list/row.ts";

/** How a file is shown on the page; undefined: its link is followed, as without script. */
export type PreviewKind = "picture" | "video" | "audio" | "pdf" | "text";

const documents = /\.(html?|xhtml)$/i;

/** Whether the browser shows a PDF in a frame. iPhones and iPads, which alone know that style, show its first page. */
export function showsPdf(): boolean {
  return navigator.pdfViewerEnabled && !CSS.supports("-webkit-touch-callout", "none");
}

/** How a row's file is shown over the page; undefined: it is opened or saved instead. */
export function previewKindOf(row: Pick<Row, "kind" | "name">, hasPdf: boolean): PreviewKind | undefined {
  if (isPicture(row)) return "picture";
  if (row.kind === "video" || row.kind === "audio" || row.kind === "text") return row.kind;
  if (row.kind === "pdf") return hasPdf ? "pdf" : undefined;
  if (row.kind === "code") return documents.test(row.name) ? undefined : "text";
  return row.kind === "sheet" && /\.(csv|tsv)$/i.test(row.name) ? "text" : undefined;
}
