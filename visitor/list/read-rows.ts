import { readRow, type Row } from "./row.ts";
import { nextTask } from "./table-view.ts";

/** Rows read before others get their turn. */
const sliceLength = 2000;

/** Reads the served table, in slices. */
export async function readRows(table: HTMLTableElement): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const body of table.tBodies) {
    for (const element of body.rows) {
      const row = readRow(element);
      if (row !== undefined) rows.push(row);
      if (rows.length % sliceLength === 0) await nextTask();
    }
  }
  return rows;
}
