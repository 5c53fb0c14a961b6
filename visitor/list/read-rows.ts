import { restBetween } from "../../server/files/rest-between.ts";
import { readRow, type Row } from "./row.ts";
import { nextTask } from "./table-view.ts";

/** Milliseconds of reading before others get their turn. */
const sliceMilliseconds = 16;

/** Reads the served table, in slices; the first is no part of the task in which the page has come to its end. */
export async function readRows(table: HTMLTableElement): Promise<readonly Row[]> {
  const rows: Row[] = [];
  await nextTask();
  const rest = restBetween(sliceMilliseconds, nextTask);
  for (const body of table.tBodies) {
    for (const element of body.children) {
      const row = element instanceof HTMLTableRowElement ? readRow(element) : undefined;
      if (row !== undefined) rows.push(row);
    }
    await rest();
  }
  return rows;
}
