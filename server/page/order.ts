import type { ListingOrder } from "../files/listing-order.ts";

/** What a listing can be sorted by. */
export type Column = ListingOrder["by"];
const columns: readonly Column[] = ["name", "size", "date"];

/** The order that a query asks for: `?sort=size&order=desc`. What it does not know it passes over. */
export function parseOrder(query: URLSearchParams): ListingOrder {
  const by = columns.find((column) => column === query.get("sort")) ?? "name";
  return { by, descending: query.get("order") === "desc" };
}

/** The query of the link in a column's head: that column, and the other way round where it is sorted by already. */
export function queryOf(column: Column, order: ListingOrder): string {
  const descending = column === order.by ? !order.descending : column !== "name"; // largest and newest first
  return `?sort=${column}&order=${descending ? "desc" : "asc"}`;
}
