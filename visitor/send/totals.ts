import type { Upload } from "./upload.ts";

/** How far all files together are. */
export type Totals = {
  readonly files: number;
  readonly saved: number;
  readonly failed: number;
  readonly bytes: number;
  readonly sent: number;
};

/** All that a page sends, summed up; what was cancelled no longer counts. */
export function totalsOf(uploads: Iterable<Pick<Upload, "file" | "state" | "sent">>): Totals {
  const totals = { files: 0, saved: 0, failed: 0, bytes: 0, sent: 0 };
  for (const { file, state, sent } of uploads) {
    if (state.kind === "cancelled") continue;
    totals.files++;
    totals.bytes += file.size;
    totals.sent += state.kind === "saved" ? file.size : sent;
    if (state.kind === "saved") totals.saved++;
    if (state.kind === "failed") totals.failed++;
  }
  return totals;
}
