import type { Row } from "./row.ts";

export type Column = "name" | "size" | "date";
export type Order = { readonly by: Column; readonly descending: boolean };
type Sortable = Pick<Row, "name" | "kind" | "bytes" | "modified">;

const collator = new Intl.Collator("en", { numeric: true });

/** The order that a query stands for, as the server reads it. */
export function orderOf(query: string): Order {
  const parameters = new URLSearchParams(query);
  const by = parameters.get("sort");
  return { by: by === "size" || by === "date" ? by : "name", descending: parameters.get("order") === "desc" };
}

/** Folders first, then by the column, then by name, as the server sorts. */
export function comparison({ by, descending }: Order): (one: Sortable, other: Sortable) => number {
  const sign = descending ? -1 : 1;
  const byName = (one: Sortable, other: Sortable) => collator.compare(one.name, other.name);
  return (one, other) => {
    const folders = Number(other.kind === "folder") - Number(one.kind === "folder");
    if (folders !== 0) return folders;
    if (by === "name") return sign * byName(one, other);
    const key = by === "size" ? "bytes" : "modified";
    // folders have no size: by size they stand by name, whichever way the files go
    return sign * (one[key] - other[key]) || byName(one, other);
  };
}
