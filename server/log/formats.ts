import type { LogRecord } from "./log-record.ts";
import { ownCopy } from "./own-copy.ts";
import { plainRecord } from "./plain-record.ts";
import { escapeQuoted } from "./quotes.ts";
import { visibleJson } from "./visible.ts";

/** A record as one line of text, without its line end. */
export type Format = (record: Readonly<LogRecord>) => string;

/** Every field by its name; JSON's own escapes carry what cannot be seen. */
export const ndjson: Format = (record) => visibleJson({ event: "request", ...plainRecord(record) });

let stampSecond = -1;
let stamp = "";

/** "22/Nov/2026:21:30:16 +0000", worked out once a second. */
function clfTime(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second === stampSecond) return stamp;
  const [, day = "", month = "", year = "", time = ""] = new Date(second * 1000).toUTCString().split(" ");
  stampSecond = second;
  stamp = `${day}/${month}/${year}:${time} +0000`;
  return stamp;
}

/** A field between quotes. */
function quoted(text: string): string {
  return text === "" ? '"-"' : `"${escapeQuoted(text)}"`;
}

/** What is made of two texts, and made anew only when they are others: one line is much like the next. */
function keepingLast(make: (one: string, other: string) => string): (one: string, other: string) => string {
  let lastOne = "";
  let lastOther = "";
  let last: string | undefined;
  return (one, other) => {
    if (last === undefined || one !== lastOne || other !== lastOther) {
      [lastOne, lastOther] = [one, other];
      last = ownCopy(make(one, other));
    }
    return last;
  };
}

/** What a line begins with. */
const startOf = keepingLast((address, time) => `${address === "" ? "-" : address} - - [${time}] `);
/** What a combined line ends with. */
const endOf = keepingLast((referrer, userAgent) => ` ${quoted(referrer)} ${quoted(userAgent)}`);

type Asked = Pick<LogRecord, "method" | "target" | "version">;

/** What the last line was of: who takes a file in parts, or looks again, asks in the same words. */
let lastAsked: Asked = { method: "", target: "", version: "" };
let lastLine = '"-"';

function requestLine({ method, target, version }: Asked): string {
  if (target !== lastAsked.target || method !== lastAsked.method || version !== lastAsked.version) {
    lastAsked = { method, target, version };
    lastLine = requestLineOf(lastAsked);
  }
  return lastLine;
}

function requestLineOf({ method, target, version }: Asked): string {
  if (method === "") return '"-"';
  return `"${escapeQuoted(method)} ${escapeQuoted(target)}${version === "" ? "" : ` HTTP/${version}`}"`;
}

/** The Common Log Format: host, time, request line, status, bytes of body. */
export const common: Format = (record) => {
  const { address, time, status, bytesSent } = record;
  const start = startOf(address, clfTime(time));
  return `${start}${requestLine(record)} ${status === 0 ? "-" : status} ${bytesSent === 0 ? "-" : bytesSent}`;
};

/** The same with referrer and user agent. */
export const combined: Format = (record) => common(record) + endOf(record.referrer, record.userAgent);
