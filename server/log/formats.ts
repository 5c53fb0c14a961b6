import type { LogRecord } from "./log-record.ts";
import { visible, visibleJson } from "./visible.ts";

/** A record as one line of text, without its line end. */
export type Format = (record: Readonly<LogRecord>) => string;

/** Every field by its name; JSON's own escapes carry what cannot be seen. */
export const ndjson: Format = (record) => visibleJson({ event: "request", ...plainRecord(record) });

/** A record for programs: the time as ISO 8601, what is not known left out, milliseconds to the microsecond. */
export function plainRecord(record: Readonly<LogRecord>): Record<string, string | number> {
  const plain: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(record)) {
    if (value === "" || value === -1) continue;
    plain[name] = typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
  }
  plain["time"] = new Date(record.time).toISOString();
  return plain;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
let stampSecond = -1;
let stamp = "";

/** "22/Nov/2026:21:30:16 +0000", worked out once a second. */
function clfTime(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second === stampSecond) return stamp;
  const [date = "", time = ""] = new Date(second * 1000).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  stampSecond = second;
  stamp = `${day}/${months[Number(month) - 1] ?? ""}/${year}:${time.slice(0, 8)} +0000`;
  return stamp;
}

const quotable = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** A field between quotes: what would end or fake it is escaped, as Apache does. */
function quoted(text: string): string {
  if (text === "") return '"-"';
  return `"${quotable.test(text) ? text : visible(text.replace(/["\\]/g, "\\$&"))}"`;
}

/** The Common Log Format: host, time, request line, status, bytes of body. */
export const common: Format = (record) => {
  const { address, method, target, version, status, bytesSent } = record;
  const request = method === "" ? "" : `${method} ${target} HTTP/${version}`;
  const bytes = bytesSent === 0 ? "-" : bytesSent;
  return `${address === "" ? "-" : address} - - [${clfTime(record.time)}] ${quoted(request)} ${status === 0 ? "-" : status} ${bytes}`;
};

/** The same with referrer and user agent. */
export const combined: Format = (record) => `${common(record)} ${quoted(record.referrer)} ${quoted(record.userAgent)}`;
