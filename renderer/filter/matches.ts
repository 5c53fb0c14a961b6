import type { LogRecord } from "../../electron/contract.ts";
import { knownDeviceName } from "../text/device-name.ts";
import { formatClock } from "../text/format.ts";
import { readablePath } from "../text/readable-path.ts";
import { isIncoming } from "../text/status-words.ts";
import { outcomesOf, type Condition, type Filter, type Test } from "./filter.ts";

/** Whether a record is shown under a filter. */
export function matches(filter: Filter, record: LogRecord): boolean {
  return filter.terms.every(({ not, test }) => holds(test, record) !== not);
}

function holds(test: Test, record: LogRecord): boolean {
  switch (test.kind) {
    case "text":
      return [inPath, inDevice, inTheRest, inTime].some((found) => found(record, test.text));
    case "path":
      return inPath(record, test.text);
    case "device":
      return test.isAddress ? isAt(record, test.text) : inDevice(record, test.text);
    case "method":
      return test.methods.includes(record.method);
    case "status":
      return test.ranges.some(({ from, to }) => record.status >= from && record.status <= to);
    case "bytes":
      return test.above === sizeOf(record) > test.bytes;
    case "time":
      return test.above === record.total > test.milliseconds;
    case "is":
      return isSo(test.condition, record);
  }
}

/** What the size column shows: bytes that went, or were taken in. */
export function sizeOf(record: LogRecord): number {
  return Math.max(record.bytesSent, record.bytesReceived);
}

function isSo(condition: Condition, record: LogRecord): boolean {
  if (condition === "error") return record.status >= 400 || record.outcome === "failed";
  if (condition === "partial") return record.range !== "";
  if (condition === "incoming") return isIncoming(record);
  return outcomesOf[condition].includes(record.outcome);
}

function inPath({ target }: LogRecord, text: string): boolean {
  if (target.toLowerCase().includes(text)) return true;
  const readable = readablePath(target);
  return readable !== target && readable.toLowerCase().includes(text);
}

/** An address of one link has that link's name behind it. */
function isAt({ address }: LogRecord, text: string): boolean {
  const asked = address.toLowerCase();
  return asked === text || asked.startsWith(`${text}%`);
}

function inDevice({ address, userAgent }: LogRecord, text: string): boolean {
  return address.toLowerCase().includes(text) || knownDeviceName(userAgent).toLowerCase().includes(text);
}

function inTheRest({ method, status, userAgent, reason, referrer }: LogRecord, text: string): boolean {
  return (
    String(status) === text ||
    [method, userAgent, reason, referrer].some((field) => field !== "" && field.toLowerCase().includes(text))
  );
}

const clock = /^\d\d:\d\d/;

/** A row's time of day, from its hour on: what happened at 15:04. */
function inTime({ time }: LogRecord, text: string): boolean {
  return clock.test(text) && formatClock(time).startsWith(text);
}
