import fc from "fast-check";
import type { LogRecord, RequestFacts } from "./log-record.ts";

/** What a request's head told, changed as given. */
export function facts(changes: Partial<RequestFacts> = {}): RequestFacts {
  return {
    address: "192.0.2.7",
    port: 50_000,
    connection: 3,
    requestNumber: 2,
    method: "GET",
    target: "/a.txt",
    version: "1.1",
    userAgent: "curl/8",
    referrer: "",
    ...changes,
  };
}

/** A request that was answered with 1,234 bytes, changed as given. */
export function record(changes: Partial<LogRecord> = {}): LogRecord {
  return {
    ...facts(),
    id: 1,
    time: Date.UTC(2026, 10, 22, 21, 30, 16, 789),
    queueDepth: 0,
    status: 200,
    bytesSent: 1234,
    bytesExpected: 1234,
    bytesReceived: 0,
    range: "",
    waited: 0,
    firstByte: 0.5,
    total: 2.25,
    outcome: "complete",
    reason: "",
    ...changes,
  };
}

/** A text of so many characters that stands in memory on its own; with another number it is another text. */
export function textOf(length: number, number = 0): string {
  return Buffer.from(String(number).padStart(length, "x")).toString("latin1");
}

/** Characters that must never reach a terminal or a log as they are. */
export const dangerous =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u034f\u115f\u1160\u3164\uffa0\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]/u;

/** Texts as the network may send them: any characters, halves of them, and what acts on a terminal. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom("\x1b[2J", "\x7f", "\x9b", "\u202e", "\r\n", "a", "\ud800", "😀", "\u{e0041}", "\\", '"'))
    .map((parts) => parts.join("")),
);
