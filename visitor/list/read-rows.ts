import { restBetween } from "../../server/files/rest-between.ts";
import { Row } from "./row.ts";
import { nextTask } from "./table-view.ts";

/** Milliseconds of reading before others get their turn. */
const sliceMilliseconds = 16;

/**
 * Reads the served table, in slices; the first is no part of the task in which the page has come to its end. The rows
 * are in the table's order, each by its element.
 */
export async function readRows(table: HTMLTableElement): Promise<ReadonlyMap<Element, Row>> {
  const rows = new Map<Element, Row>();
  await nextTask();
  const rest = restBetween(sliceMilliseconds, nextTask);
  for (const body of table.tBodies) {
    for (const element of body.children) {
      const checkbox = element.querySelector("input");
      if (checkbox !== null && element instanceof HTMLTableRowElement) rows.set(element, new Row(element, checkbox));
    }
    await rest();
  }
  return rows;
}
