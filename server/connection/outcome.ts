import type { LogRecord, Outcome } from "../log/log-record.ts";

/** What a record tells already. */
type Told = Pick<LogRecord, "reason" | "filesSaved">;

/** The outcome of an answer that reached the visitor whole. */
export function outcomeOf(status: number): Outcome {
  if (status === 408) return "timed out";
  if (status === 500) return "failed";
  return refusals.has(status) ? "refused" : "complete";
}
/** Statuses with which the server would not take the request at all, whatever it was for. */
const refusals = new Set([400, 413, 414, 417, 421, 431, 501, 503, 505, 507]);

/**
 * Why a request ended as it did. `why`: what became of its connection, where there is something to say. Files that were
 * saved stay, whatever became of the rest: that is said as well.
 */
export function reasonOfEnd({ reason, filesSaved = 0 }: Told, why = ""): string {
  if (filesSaved === 0) return why === "" ? reason : why;
  return [why, reason === "" ? savedBefore(filesSaved) : reason].filter((part) => part !== "").join("; ");
}

function savedBefore(files: number): string {
  return files === 1 ? "one file was saved before that" : `${files} files were saved before that`;
}
