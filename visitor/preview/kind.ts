import { isPicture } from "../list/pictures.ts";
import type { Row } from "../list/row.ts";

/** How a file is shown on the page; undefined: its link is followed, as without script. */
export type PreviewKind = "picture" | "video" | "audio" | "pdf" | "text";

const documents = /\.(html?|xhtml)$/i;

/** How a row's file is shown over the page; undefined: it is opened or saved instead. */
export function previewKindOf(row: Pick<Row, "kind" | "name">, showsPdf: boolean): PreviewKind | undefined {
  if (isPicture(row)) return "picture";
  if (row.kind === "video" || row.kind === "audio" || row.kind === "text") return row.kind;
  if (row.kind === "pdf") return showsPdf ? "pdf" : undefined;
  if (row.kind === "code") return documents.test(row.name) ? undefined : "text";
  return row.kind === "sheet" && /\.(csv|tsv)$/i.test(row.name) ? "text" : undefined;
}
