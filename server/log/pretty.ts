import { largeSize } from "../size.ts";
import type { Format } from "./formats.ts";
import type { LogRecord, Outcome } from "./log-record.ts";
import { visible } from "./visible.ts";

const longestTarget = 80;

/** ANSI colours, or none. */
function paint(colour: number, text: string, isColoured: boolean): string {
  return isColoured ? `\x1b[${colour}m${text}\x1b[0m` : text;
}

const red = 31;
const green = 32;
const yellow = 33;
const cyan = 36;
const dim = 2;

function colourOf(status: number): number {
  if (status >= 500 || status === 0) return red;
  if (status >= 400) return yellow;
  return status >= 300 ? cyan : green;
}

const marks: Readonly<Record<Outcome, string>> = {
  active: "…",
  complete: "",
  "client left": "left",
  "timed out": "timed out",
  refused: "refused",
  failed: "failed",
};

/** A record as a line for people: time, who, what, how it went, and why. `isDated`: it is kept for other days. */
export function prettyFormat(isColoured: boolean, isDated = false): Format {
  return (record) => {
    const time = isDated ? dayAndTime(record.time) : new Date(record.time).toTimeString().slice(0, 8);
    const status = paint(colourOf(record.status), record.status === 0 ? "---" : String(record.status), isColoured);
    const target = clip(visible(record.target === "" ? "(no request)" : record.target));
    const why = [marks[record.outcome], visible(record.reason)].filter((part) => part !== "").join(": ");
    const end = why === "" ? "" : `  ${paint(dim, why, isColoured)}`;
    const method = visible(record.method).padEnd(4);
    const numbers = `${sizeOf(record).padStart(8)} ${durationOf(record.total).padStart(8)}`;
    return `${paint(dim, time, isColoured)}  ${record.address.padEnd(15)}  ${status}  ${numbers}  ${method} ${target}${end}`;
  };
}

/** "2026-11-28 15:04:05", by this computer's clock. */
function dayAndTime(time: number): string {
  const here = time - new Date(time).getTimezoneOffset() * 60_000;
  return new Date(here).toISOString().slice(0, 19).replace("T", " ");
}

function clip(text: string): string {
  return text.length <= longestTarget ? text : `${text.slice(0, longestTarget - 1)}…`;
}

/** "1.2 MB" of what went or came, or how far it got: "3 of 9 MB" would not fit a column, so percent. */
function sizeOf(record: Readonly<LogRecord>): string {
  const { bytesSent, bytesExpected, bytesReceived, bytesIncoming = 0, outcome } = record;
  const part = outcome === "complete" ? "" : partOf(bytesSent, bytesExpected) || partOf(bytesReceived, bytesIncoming);
  const bytes = Math.max(bytesSent, bytesReceived);
  return part === "" ? (largeSize(bytes) ?? `${bytes} B`) : part;
}

/** "" where it is whole, or nobody knows. */
function partOf(bytes: number, all: number): string {
  return all > 0 && bytes < all ? `${Math.floor((bytes / all) * 100)} %` : "";
}

function durationOf(milliseconds: number): string {
  if (milliseconds < 1) return "<1 ms";
  return milliseconds < 999.5 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
