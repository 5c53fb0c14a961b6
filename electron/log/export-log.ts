import { randomUUID } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { SaveDialogOptions } from "electron";
import { csvHeader, csvLine } from "../../server/log/csv.ts";
import { combined, ndjson } from "../../server/log/formats.ts";
import { harEntry, harFrame } from "../../server/log/har.ts";
import type { LogRecord } from "../../server/log/log-record.ts";
import type { RequestLog } from "../../server/log/request-log.ts";
import { putInPlace } from "../../server/put-in-place.ts";
import type { ExportFormat } from "../contract.ts";

/** Records that are looked at in one turn: between two, the server and the window get theirs. */
const lookedAtOnce = 500;
/** Records that are written in one turn. One with the longest head takes a quarter of a millisecond, as HAR. */
const writtenAtOnce = 32;

/** Without it Excel takes UTF-8 for the computer's old code page: "Übung.pdf" would be "Ãœbung.pdf". */
const byteOrderMark = "\ufeff";

type Question = Required<Pick<SaveDialogOptions, "title" | "defaultPath" | "properties">>;
/** What is exported. */
export type Log = Pick<RequestLog, "newest" | "active" | "heads">;
type Style = {
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  readonly entry: (record: Readonly<LogRecord>) => string;
};
/** What an export says beside the records. */
export type ExportOptions = {
  readonly format: ExportFormat;
  readonly version: string;
  /** The share's URL. */
  readonly base: string;
};

/** The name that an export is offered under, by this computer's time, as the log shows it. */
export function exportName(format: ExportFormat, now: Date): string {
  const endings = { ndjson: "ndjson", combined: "log", csv: "csv", har: "har" };
  const here = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return `porchlight-${here.toISOString().slice(0, 19).replaceAll(":", "-")}.${endings[format]}`;
}

/** The question where an export is to go. On Linux alone a dialog of Electron's writes over files unasked, unless told. */
export function exportDialog(format: ExportFormat, folder: string, now: Date): Question {
  return {
    title: "Export the log",
    defaultPath: path.join(folder, exportName(format, now)),
    properties: ["createDirectory", "showOverwriteConfirmation"],
  };
}

/** Writes records of the log into a file, oldest first, as a whole or not at all; how many were still kept. */
export async function exportLog(
  log: Log,
  ids: readonly number[],
  file: string,
  options: ExportOptions,
): Promise<number> {
  // a name that no other export writes to at the same time, and no user has given
  const temporary = path.join(path.dirname(file), `.porchlight-export-${randomUUID()}.part`);
  try {
    const records = await recordsWith(new Set(ids), log);
    await writeRecords(temporary, records, styleOf(log, options));
    await putInPlace(temporary, file);
    return records.length;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function recordsWith(ids: ReadonlySet<number>, log: Log): Promise<readonly Readonly<LogRecord>[]> {
  const wanted = ({ id }: Readonly<LogRecord>): boolean => ids.has(id);
  const found = new Map<number, Readonly<LogRecord>>(log.active.filter(wanted).map((record) => [record.id, record]));
  let looked = 0;
  for (const record of log.newest()) {
    if (wanted(record)) found.set(record.id, record); // one that was under way may have ended meanwhile
    if (++looked % lookedAtOnce === 0) await nextTurn();
  }
  return [...found.values()].sort((one, other) => one.id - other.id);
}

async function writeRecords(file: string, records: readonly Readonly<LogRecord>[], style: Style): Promise<void> {
  await using handle = await open(file, "w");
  await handle.appendFile(style.begin);
  for (let first = 0; first < records.length; first += writtenAtOnce) {
    await writeSlice(handle, records.slice(first, first + writtenAtOnce), style, first === 0);
  }
  await handle.appendFile(style.end);
}

async function writeSlice(
  handle: FileHandle,
  records: readonly Readonly<LogRecord>[],
  { between, entry }: Style,
  isFirst: boolean,
): Promise<void> {
  await handle.appendFile((isFirst ? "" : between) + records.map(entry).join(between));
}

function styleOf(log: Log, { format, version, base }: ExportOptions): Style {
  const lines = { begin: "", between: "\n", end: "\n" };
  switch (format) {
    case "ndjson":
      return { ...lines, entry: ndjson };
    case "combined":
      return { ...lines, entry: combined };
    case "csv":
      return { begin: `${byteOrderMark}${csvHeader}\r\n`, between: "\r\n", end: "\r\n", entry: csvLine };
    case "har":
      return { ...harFrame(version), between: ",\n", entry: (record) => harEntry(record, log.heads(record.id), base) };
  }
}
