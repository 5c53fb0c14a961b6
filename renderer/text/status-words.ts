import type { LogRecord } from "../../electron/contract.ts";

/** What a status means, for a person who shares a folder. */
const meanings: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "No content",
  206: "Part sent",
  301: "Moved",
  303: "See other",
  304: "Not modified",
  400: "Bad request",
  403: "Forbidden",
  404: "Not found",
  405: "Not allowed",
  408: "Too slow",
  409: "Conflict",
  412: "Precondition failed",
  413: "Too large",
  414: "Address too long",
  415: "Unknown type",
  416: "No such range",
  417: "Expectation failed",
  421: "Wrong host",
  431: "Headers too large",
  500: "Server error",
  501: "Not implemented",
  503: "Unavailable",
  505: "HTTP version",
  507: "Disk full",
};

const classes = ["", "Interim", "Success", "Redirect", "Error", "Server error"] as const;

/** "Not found" for 404. */
export function statusMeaning(status: number): string {
  return meanings[status] ?? classes[Math.floor(status / 100)] ?? "";
}

/** The same for a record, of which more is known. */
export function recordMeaning(record: Transfer): string {
  const { status, outcome, filesSaved = 0 } = record;
  if (outcome === "active" && status === 0) return isIncoming(record) ? "receiving" : "waiting";
  if (filesSaved > 0) return isSavedInPart(record) ? "Saved in part" : "Saved";
  return status === 0 ? "no answer" : statusMeaning(status);
}

/** Whether other files of the request were refused, or did not come. */
function isSavedInPart({ status, bytesReceived, bytesIncoming = 0 }: Transfer): boolean {
  return status >= 400 || (status === 0 && bytesReceived < bytesIncoming);
}

/** What was answered to a request. */
export function answerWords(record: Transfer): string {
  if (record.status !== 0) return `${record.status} ${recordMeaning(record)}`;
  return record.outcome === "active" ? "No answer yet" : "No answer";
}

/** Whether a request brings something instead of asking for it. */
export function isIncoming({ bytesIncoming }: Pick<LogRecord, "bytesIncoming">): boolean {
  return bytesIncoming !== undefined;
}

/** How a status and outcome feel: what they are coloured by, always beside words. */
export type Tone = "quiet" | "good" | "moved" | "bad" | "broken" | "busy";

/** The tone of a record. */
export function toneOf({ status, outcome }: Pick<LogRecord, "status" | "outcome">): Tone {
  if (outcome === "active") return "busy";
  if (outcome === "client left" && status === 206) return "good"; // players ask for all that follows, and seek
  if (outcome === "client left" || outcome === "timed out") return "bad";
  if (outcome === "failed" || status >= 500) return "broken";
  if (status >= 400 || outcome === "refused") return "bad";
  if (status >= 300) return "moved";
  return status >= 200 ? "good" : "quiet";
}

const endings: Readonly<Record<LogRecord["outcome"], string>> = {
  active: "under way",
  complete: "complete",
  "client left": "left early",
  "timed out": "timed out",
  refused: "refused",
  failed: "failed",
};

/** How a request ended, in a word or two. */
export function outcomeWords(outcome: LogRecord["outcome"]): string {
  return endings[outcome];
}

type Transfer = Pick<
  LogRecord,
  "status" | "outcome" | "bytesSent" | "bytesExpected" | "bytesReceived" | "bytesIncoming" | "filesSaved"
>;

/** 0 to 1 of the body that went or came, or undefined where that means nothing. */
export function progressOf(record: Transfer): number | undefined {
  if (record.outcome === "complete" || record.outcome === "refused") return undefined;
  const { bytesIncoming, bytesReceived, bytesSent, bytesExpected } = record;
  const [moved, all] = bytesIncoming === undefined ? [bytesSent, bytesExpected] : [bytesReceived, bytesIncoming];
  return all > 0 ? Math.min(1, moved / all) : undefined;
}

/** What the progress column says in words: "43 %", "left at 12 %", "complete". */
export function progressWords(record: Transfer): string {
  const progress = progressOf(record);
  const percent = progress === undefined ? "" : `${Math.floor(progress * 100)} %`;
  if (record.outcome === "active") return percent || (isIncoming(record) ? "receiving" : "waiting");
  if (percent === "") return outcomeWords(record.outcome);
  // "left 12 %" would be what is left
  return `${record.outcome === "client left" ? "left at" : outcomeWords(record.outcome)} ${percent}`;
}
