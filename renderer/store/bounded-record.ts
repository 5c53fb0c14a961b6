import type { LogRecord } from "../../electron/contract.ts";
import { clipped, longestShown } from "../text/shown-text.ts";

const texts = ["target", "userAgent", "referrer", "reason", "method", "address", "range"] as const;

/** The record with no text in it longer than the page ever shows: a hundred thousand are kept. */
export function boundedRecord(record: LogRecord): LogRecord {
  if (texts.every((name) => record[name].length <= longestShown)) return record;
  const bounded = { ...record };
  const short = Object.fromEntries(texts.map((name) => [name, clipped(record[name], longestShown)]));
  return Object.assign(bounded, short);
}
