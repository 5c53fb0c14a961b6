import { count } from "../../server/page/format.ts";
import { formatSize } from "../../server/size.ts";
import { speedWords, timeLeft, type Speed } from "./speed.ts";
import { canRetry, type Upload } from "./upload.ts";

/** How far all files together are. */
export type Totals = {
  readonly files: number;
  readonly saved: number;
  readonly failed: number;
  /** Those of them that another try may help. */
  readonly retriable: number;
  readonly sending: number;
  /** Those whose connection broke, and which try again. */
  readonly interrupted: number;
  readonly bytes: number;
  readonly sent: number;
  /** Bytes that are still to go: none of what failed. */
  readonly left: number;
  /** What went over the network for it, without what was there already. */
  readonly moved: number;
};

/** All that a page sends, summed up; what was cancelled no longer counts. */
export function totalsOf(uploads: Iterable<Pick<Upload, "file" | "state" | "sent" | "found">>): Totals {
  const totals = {
    files: 0,
    saved: 0,
    failed: 0,
    retriable: 0,
    sending: 0,
    interrupted: 0,
    bytes: 0,
    sent: 0,
    left: 0,
    moved: 0,
  };
  for (const { file, state, sent, found } of uploads) {
    if (state.kind === "cancelled") continue;
    totals.files++;
    totals.bytes += file.size;
    const gone = state.kind === "saved" ? file.size : sent;
    totals.sent += gone;
    totals.moved += gone - found;
    if (state.kind !== "failed") totals.left += file.size - gone;
    if (state.kind === "saved") totals.saved++;
    if (state.kind === "failed") totals.failed++;
    if (state.kind === "sending") totals.sending++;
    if (state.kind === "interrupted") totals.interrupted++;
    if (canRetry({ state })) totals.retriable++;
  }
  return totals;
}

/** What is said of all while it goes on. */
export function progressWords({ files, saved, bytes, sent, left }: Totals, speed: Speed): string {
  const amount = `${formatSize(sent)} of ${formatSize(bytes)}${speedWords(speed)}`;
  const time = timeLeft(speed, left);
  return [`${saved} of ${count(files, "file", "files")} sent`, amount, ...(time === "" ? [] : [time])].join(", ");
}
