import type { LogRecord } from "../../electron/contract.ts";

/** Where the record with this id stands among records in order of id, or where it would. */
export function positionOf(records: readonly Pick<LogRecord, "id">[], id: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The record with this id; undefined: it is not there. */
export function recordWith(records: readonly LogRecord[], id: number): LogRecord | undefined {
  const record = records[positionOf(records, id)];
  return record?.id === id ? record : undefined;
}

/** Puts a record in its place, or in the place of its earlier self. */
export function put(records: LogRecord[], record: LogRecord): "added" | "replaced" {
  const last = records.at(-1);
  if (last === undefined || last.id < record.id) {
    records.push(record);
    return "added";
  }
  const position = positionOf(records, record.id);
  const isThere = records[position]?.id === record.id;
  if (isThere) records[position] = record;
  else records.splice(position, 0, record);
  return isThere ? "replaced" : "added";
}

/** Takes a record out, if it is there. */
export function remove(records: LogRecord[], id: number): void {
  const position = positionOf(records, id);
  if (records[position]?.id === id) records.splice(position, 1);
}

/** Whether a record will change yet. */
export function isActive(record: LogRecord): boolean {
  return record.outcome === "active";
}

/**
 * The records without so many of the oldest that have ended; those under way go only where nothing else is left. The
 * list that was given stays as it is: somebody may be reading it. `untouched` is the id from where on all are kept.
 */
export function withoutOldest(
  records: readonly LogRecord[],
  count: number,
): { readonly records: LogRecord[]; readonly untouched: number } {
  const active: LogRecord[] = [];
  let position = 0;
  for (; position < records.length && position - active.length < count; position++) {
    const record = records[position];
    if (record !== undefined && isActive(record)) active.push(record);
  }
  const kept = active.slice(Math.max(0, count - (position - active.length)));
  const rest = records.slice(position - kept.length);
  for (const [index, record] of kept.entries()) rest[index] = record;
  return { records: rest, untouched: records[position]?.id ?? Infinity };
}
