import { fold } from "./filter.ts";

/** A row of the page, read once. */
export type Row = {
  readonly element: HTMLTableRowElement;
  readonly link: HTMLAnchorElement;
  readonly checkbox: HTMLInputElement;
  /** As it is on the disk. */
  readonly name: string;
  /** Name as the filter compares it. */
  readonly folded: string;
  readonly kind: string;
  /** -1: a folder, or the disk does not tell. */
  readonly bytes: number;
  /** Milliseconds since 1970; -1: the disk does not tell. */
  readonly modified: number;
};

/** Reads a row of the served table; undefined: it is none. */
export function readRow(element: HTMLTableRowElement): Row | undefined {
  const link = element.querySelector("a");
  const checkbox = element.querySelector("input");
  const [, size, changed] = element.cells;
  if (link === null || checkbox === null || size === undefined) return undefined;
  const datetime = changed?.querySelector("time")?.dateTime ?? "";
  return {
    element,
    link,
    checkbox,
    name: checkbox.value,
    folded: fold(checkbox.value),
    kind: element.className,
    bytes: Number(size.dataset["bytes"] ?? -1),
    modified: datetime === "" ? -1 : Date.parse(datetime),
  };
}
