import type { ListingOrder } from "../../server/files/listing-order.ts";
import type { Row } from "./row.ts";

type Sortable = Pick<Row, "name" | "kind" | "bytes" | "modified">;

/** Negative where the first name comes before the other. */
export type NameOrder = (one: string, other: string) => number;

/** More marks in a row than a collator is given, for which it would take long: see nameOrder of the server. */
const manyMarks = /(\p{M}{8})\p{M}+/gu;

/** The server's order of names: `language`, a BCP 47 tag, is what the page says that it went by. */
export function nameOrderIn(language: string): NameOrder {
  const collator = new Intl.Collator(language, { numeric: true });
  const known = new Map<string, string>();
  const collated = (name: string) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const text = name.replace(manyMarks, "$1");
    known.set(name, text);
    return text;
  };
  return (one, other) => collator.compare(collated(one), collated(other)) || Number(one > other) - Number(one < other);
}

/** Folders first, then by the column, then by name, as the server sorts. */
export function comparison(
  { by, descending }: ListingOrder,
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
