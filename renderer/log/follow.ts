import type { LogRecord } from "../../electron/contract.ts";
import { positionOf } from "../store/sorted-records.ts";

/** Pixels: every row has this height, so that where a row stands is arithmetic. */
export const rowHeight = 28;

/** What the reader looks at: the end, wherever that goes, or a row at a distance from the top edge. */
export type Place = { readonly at: "end" } | { readonly at: "row"; readonly id: number; readonly offset: number };

/** Where a list starts, and where it follows what comes. */
export const theEnd: Place = { at: "end" };

/** The list's measures: rows that stand above the records, and pixels for rows. */
export type Frame = { readonly lead: number; readonly height: number };

type Rows = readonly Pick<LogRecord, "id">[];

/** The furthest that a list scrolls. */
export function furthest(rows: Rows, { lead, height }: Frame): number {
  return Math.max(0, (rows.length + lead) * rowHeight - height);
}

/**
 * What is looked at when the list is scrolled so far, of so far as it goes. Within half a row of the end counts as the
 * end. How far it goes is what is on the screen: rows may have come since that was drawn.
 */
export function placeAt(scrollTop: number, end: number, rows: Rows, lead: number): Place {
  return scrollTop >= end - rowHeight / 2 ? theEnd : rowAt(scrollTop, rows, lead);
}

/** The row at the top edge, even where the end is in sight. */
export function rowAt(scrollTop: number, rows: Rows, lead: number): Place {
  const index = Math.max(0, Math.floor(scrollTop / rowHeight) - lead);
  const id = rows[index]?.id;
  return id === undefined ? theEnd : { at: "row", id, offset: scrollTop - (index + lead) * rowHeight };
}

/** How far to scroll to look at this, whatever rows came or went. */
export function scrollTopOf(place: Place, rows: Rows, frame: Frame): number {
  const end = furthest(rows, frame);
  if (place.at === "end") return end;
  const top = (positionOf(rows, place.id) + frame.lead) * rowHeight + place.offset;
  return Math.min(end, Math.max(0, top));
}

/** Rows drawn beyond either edge. */
const beyond = 4;

/** How many rows are drawn at most: as many elements as are made. */
export function drawnCount(height: number): number {
  return Math.ceil(height / rowHeight) + 1 + 2 * beyond;
}

/** The rows to draw: from the first to before the end. */
export function drawnRows(
  scrollTop: number,
  rows: Rows,
  { lead, height }: Frame,
): { readonly first: number; readonly end: number } {
  const count = drawnCount(height);
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - lead - beyond);
  return { first, end: Math.min(first + count, rows.length) };
}

/** How far to scroll so that a row is wholly seen, moving as little as can be; the first with what stands above it. */
export function scrollTopToSee(index: number, scrollTop: number, { lead, height }: Frame): number {
  const top = (index + lead) * rowHeight;
  if (index === 0) return 0;
  return Math.max(Math.min(scrollTop, top), top + rowHeight - height);
}

/** Whether a row is wholly seen. */
function isSeen(index: number, scrollTop: number, frame: Frame): boolean {
  return scrollTopToSee(index, scrollTop, frame) === scrollTop;
}

/** What is looked at when the list's height has changed: a row that was wholly seen before is so after. */
export function placeToKeep(index: number, place: Place, rows: Rows, before: Frame, now: Frame): Place {
  const top = scrollTopOf(place, rows, now);
  if (isSeen(index, top, now) || !isSeen(index, scrollTopOf(place, rows, before), before)) return place;
  return rowAt(scrollTopToSee(index, top, now), rows, now.lead);
}

/** The newest record that can be seen. */
export function lastSeen(scrollTop: number, rows: Rows, { lead, height }: Frame): number {
  const index = Math.floor((scrollTop + height) / rowHeight) - lead - 1;
  return rows[Math.min(index, rows.length - 1)]?.id ?? 0;
}

/** Records below the newest one that was ever seen. */
export function newBelow(rows: Rows, seen: number): number {
  return rows.length - positionOf(rows, seen + 1);
}
