import type { LogRecord } from "./log-record.ts";
import { visible } from "./visible.ts";

const columns = [
  "id",
  "time",
  "address",
  "port",
  "connection",
  "requestNumber",
  "method",
  "target",
  "version",
  "status",
  "outcome",
  "bytesSent",
  "bytesExpected",
  "bytesReceived",
  "bytesIncoming",
  "filesSaved",
  "range",
  "waited",
  "firstByte",
  "total",
  "reason",
  "userAgent",
  "referrer",
] as const satisfies readonly (keyof LogRecord)[];

/** The names of the columns (RFC 4180). */
export const csvHeader = columns.join(",");

/** A record as one line for a spreadsheet. */
export function csvLine(record: Readonly<LogRecord>): string {
  return columns.map((column) => (column === "time" ? timeOf(record) : cellOf(record[column]))).join(",");
}

function timeOf({ time }: Readonly<LogRecord>): string {
  return new Date(time).toISOString();
}

/**
 * A spreadsheet takes a cell that begins so for a formula, and runs it: visitors choose these texts. Where a comma is for
 * decimals, as in German, a semicolon ends a cell, whatever stands in quotes, and quotes before a formula are taken away.
 */
const formula = /^(?=[=+\-@\t\r\n])|(?<=;)(?="*[=+\-@\t\r\n])/g;

function cellOf(value: string | number = ""): string {
  if (typeof value === "number") return value === -1 ? "" : String(Math.round(value * 1000) / 1000);
  const text = visible(value.replace(formula, "'"));
  return /[",\n\r']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
