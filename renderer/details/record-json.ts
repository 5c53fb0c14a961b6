import type { LogRecord } from "../../electron/contract.ts";
import { plainRecord } from "../../server/log/plain-record.ts";
import { visibleJson } from "../../server/log/visible.ts";

/** A record as the log's lines and its exports have it, a field a line. */
export function recordJson(record: LogRecord): string {
  return visibleJson(plainRecord(record), 2);
}
