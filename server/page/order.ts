import type { ListingOrder } from "../files/listing-order.ts";

/** What a listing can be sorted by. */
export type Column = ListingOrder["by"];
const columns: readonly Column[] = ["name", "size", "date"];

/** The order that a query asks for: `?sort=size&order=desc`. What it does not know it passes over. */
export function parseOrder(query: URLSearchParams): ListingOrder {
  const by = columns.find((column) => column === query.get("sort")) ?? "name";
  return { by, descending: query.get("order") === "desc" };
}

/** The order that a column's head leads to: that column, and the other way round where it is sorted by already. */
export function orderBehind(column: Column, order: ListingOrder): ListingOrder {
  const descending = column === order.by ? !order.descending : column !== "name"; // largest and newest first
  return { by: column, descending };
}

/** The query that asks for an order. */
export function queryOf({ by, descending }: ListingOrder): string {
  return `?sort=${by}&order=${directionOf(descending)}`;
}

/** A direction, as a query has it. */
export function directionOf(descending: boolean): "asc" | "desc" {
  return descending ? "desc" : "asc";
}
