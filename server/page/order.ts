import { setImmediate as nextTurn } from "node:timers/promises";
import { compareEntries, withDetails, type DetailedEntry, type FolderEntry } from "../files/folder-entries.ts";
import type { StatThread } from "../files/stat-thread.ts";
import { sortInSlices } from "../files/sort-in-slices.ts";

const columns = ["name", "size", "date"] as const;
export type Column = (typeof columns)[number];

/** How a listing is sorted; folders always stand first. */
export type Order = { readonly by: Column; readonly descending: boolean };

/** The order that a query asks for: `?sort=size&order=desc`. What it does not know it passes over. */
export function parseOrder(query: URLSearchParams): Order {
  const by = columns.find((column) => column === query.get("sort")) ?? "name";
  return { by, descending: query.get("order") === "desc" };
}

/** The query of the link in a column's head: that column, and the other way round where it is sorted by already. */
export function queryOf(column: Column, order: Order): string {
  const descending = column === order.by ? !order.descending : column !== "name"; // largest and newest first
  return `?sort=${column}&order=${descending ? "desc" : "asc"}`;
}

/**
 * Entries with their details, in batches, in an order. By name each batch leaves when it is read; by size or date
 * all have to be known before the first.
 */
export async function* inOrder(
  thread: StatThread,
  folder: string,
  entries: readonly FolderEntry[],
  order: Order,
): AsyncGenerator<readonly DetailedEntry[]> {
  if (order.by === "name") {
    yield* withDetails(thread, folder, order.descending ? reversed(entries) : entries);
    return;
  }
  const all: DetailedEntry[] = [];
  let batchLength = 1;
  for await (const batch of withDetails(thread, folder, entries)) {
    for (const entry of batch) all.push(entry);
    batchLength = Math.max(batchLength, batch.length);
  }
  const sorted = await sortInSlices(all, comparison(order), nextTurn);
  for (let at = 0; at < sorted.length; at += batchLength) yield sorted.slice(at, at + batchLength);
}

/** Entries sorted by name the other way round, folders still first. */
function reversed(entries: readonly FolderEntry[]): FolderEntry[] {
  const isFolder = (entry: FolderEntry) => entry.kind === "folder";
  const firstFile = entries.findIndex((entry) => !isFolder(entry));
  const folders = firstFile === -1 ? entries.length : firstFile;
  return [...entries.slice(0, folders).reverse(), ...entries.slice(folders).reverse()];
}

function comparison({ by, descending }: Order): (one: DetailedEntry, other: DetailedEntry) => number {
  // whole milliseconds, for the page's script knows no more and sorts alike
  const keyOf = (entry: DetailedEntry) => Math.floor((by === "size" ? entry.size : entry.modified) ?? -1);
  const sign = descending ? -1 : 1;
  return (one, other) => {
    if (one.kind !== other.kind) return compareEntries(one, other);
    return sign * (keyOf(one) - keyOf(other)) || compareEntries(one, other);
  };
}
