import type { Row } from "./row.ts";

/** What the list can be sorted by. */
export type Column = "name" | "size" | "date";
/** How the list is sorted. */
export type Order = { readonly by: Column; readonly descending: boolean };
type Sortable = Pick<Row, "name" | "kind" | "bytes" | "modified">;

/** Negative where the first name comes before the other. */
export type NameOrder = (one: string, other: string) => number;

/** The server's order of names: `language`, a BCP 47 tag, is what the page says that it went by. */
export function nameOrderIn(language: string): NameOrder {
  const collator = new Intl.Collator(language, { numeric: true });
  return (one, other) => collator.compare(one, other) || Number(one > other) - Number(one < other);
}

/** The order that a query stands for, as the server reads it. */
export function orderOf(query: string): Order {
  const parameters = new URLSearchParams(query);
  const by = parameters.get("sort");
  return { by: by === "size" || by === "date" ? by : "name", descending: parameters.get("order") === "desc" };
}

/** Folders first, then by the column, then by name, as the server sorts. */
export function comparison(
  { by, descending }: Order,
  nameOrder: NameOrder,
): (one: Sortable, other: Sortable) => number {
  const sign = descending ? -1 : 1;
  const byName = (one: Sortable, other: Sortable) => nameOrder(one.name, other.name);
  return (one, other) => {
    const folders = Number(other.kind === "folder") - Number(one.kind === "folder");
    if (folders !== 0) return folders;
    if (by === "name") return sign * byName(one, other);
    const key = by === "size" ? "bytes" : "modified";
    // folders have no size: by size they stand by name, whichever way the files go
    return sign * (one[key] - other[key]) || byName(one, other);
  };
}
