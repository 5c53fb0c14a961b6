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

/** Puts a record in its place, or in the place of its earlier self. */
export function put(records: LogRecord[], record: LogRecord): "added" | "replaced" {
  const last = records.at(-1);
  if (last === undefined || last.id < record.id) {
    records.push(record);
    return "added";
  }
  const position = positionOf(records, record.id);
  const isThere = records[position]?.id === record.id;
  records.splice(position, isThere ? 1 : 0, record);
  return isThere ? "replaced" : "added";
}

/** Takes a record out, if it is there. */
export function remove(records: LogRecord[], id: number): void {
  const position = positionOf(records, id);
  if (records[position]?.id === id) records.splice(position, 1);
}
