import type { LogRecord } from "./log-record.ts";

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
