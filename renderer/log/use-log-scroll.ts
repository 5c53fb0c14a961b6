import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { LogRecord } from "../../electron/contract.ts";
import {
  drawnCount,
  drawnRows,
  lastSeen,
  newBelow,
  placeAt,
  placeToKeep,
  rowAt,
  rowHeight,
  scrollTopOf,
  scrollTopToSee,
  theEnd,
  type Frame,
  type Place,
} from "./follow.ts";
import { RowElements } from "./row-elements.ts";
import { useFewNewRows } from "./use-few-new-rows.ts";

/** Where the list stands: which rows are to be drawn, and how to go elsewhere. */
export type LogScroll = {
  readonly element: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  readonly first: number;
  readonly end: number;
  /** The row that is in sight at the top. */
  readonly top: number;
  /** Which element shows which row. */
  readonly elements: RowElements;
  /** Records that came below what the reader looks at. */
  readonly unseen: number;
  /** Rows that fit. */
  readonly page: number;
  readonly toEnd: () => void;
  /** Stays here, whatever comes. */
  readonly stay: () => void;
  readonly toRow: (index: number) => void;
};

type Seen = { readonly place: Place; readonly height: number; readonly seen: number };

/**
 * Which rows are drawn, and where the list stands. What the reader looks at is a place in the log, not a number of
 * pixels: rows that come or go move the list under it before anything is painted.
 *
 * Rows of one height need no list of measurements: general virtualizers rebuild theirs, a hundred thousand entries,
 * whenever the count changes, which here is every frame.
 *
 * The row at `kept` (-1: none) does not go out of sight because the list becomes lower, as it does for the details.
 */
export function useLogScroll(rows: readonly LogRecord[], lead: number, kept: number): LogScroll {
  const element = useRef<HTMLDivElement>(null);
  const place = useRef<Place>(theEnd);
  const lastHeight = useRef(0);
  const newestSeen = useRef(0);
  const [{ place: drawn, height, seen }, setSeen] = useState<Seen>({ place: theEnd, height: 0, seen: 0 });
  const [elements] = useState(() => new RowElements());
  const frame: Frame = { lead, height };
  const scrollTop = scrollTopOf(drawn, rows, frame);
  const wanted = drawnRows(scrollTop, rows, frame);
  const { end } = wanted;
  const first = useFewNewRows(wanted.first, end);
  elements.show(first, drawnCount(height));

  const look = useCallback(() => {
    const list = element.current;
    if (list === null) return;
    const height = bodyHeight(list);
    const [next, seen] = [place.current, newestSeen.current];
    setSeen((was) => (was.place === next && was.height === height ? was : { place: next, height, seen }));
  }, []);

  const onScroll = useCallback(() => {
    const list = element.current;
    if (list === null) return;
    place.current = placeAt(list.scrollTop, list.scrollHeight - list.clientHeight, rows, lead);
    look();
  }, [rows, lead, look]);

  useLayoutEffect(() => {
    const list = element.current;
    if (list === null) return;
    const now = { lead, height: bodyHeight(list) };
    if (kept !== -1) place.current = placeToKeep(kept, place.current, rows, { lead, height: lastHeight.current }, now);
    lastHeight.current = now.height;
    const top = scrollTopOf(place.current, rows, now);
    newestSeen.current = Math.max(newestSeen.current, lastSeen(top, rows, now));
    if (Math.abs(list.scrollTop - top) >= 1) list.scrollTop = top;
  });

  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(look);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [look]);

  const move = (next: Place): void => {
    place.current = next;
    look();
  };
  const stay = (): void => {
    const list = element.current;
    if (list !== null && place.current.at === "end") move(rowAt(list.scrollTop, rows, lead));
  };
  const toRow = (index: number): void => {
    const list = element.current;
    const id = rows[index]?.id;
    if (list === null || id === undefined) return;
    const top = scrollTopToSee(index, list.scrollTop, { lead, height: bodyHeight(list) });
    move(index === rows.length - 1 ? theEnd : rowAt(top, rows, lead));
  };
  const unseen = drawn.at === "end" ? 0 : newBelow(rows, Math.max(seen, lastSeen(scrollTop, rows, frame)));
  const page = Math.max(1, Math.floor(height / rowHeight) - 1);
  return {
    element,
    onScroll,
    first,
    end,
    top: Math.max(0, Math.floor(scrollTop / rowHeight) - lead),
    elements,
    unseen,
    page,
    toEnd: () => move(theEnd),
    stay,
    toRow,
  };
}

/** The column heads stick to the top edge and cover a row. */
function bodyHeight(list: HTMLElement): number {
  return Math.max(0, list.clientHeight - rowHeight);
}
