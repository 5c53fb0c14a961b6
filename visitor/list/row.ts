import { fold } from "./filter.ts";

/** A row of the page. What is wanted of all rows in one breath is read at once, all else when it is asked for. */
export class Row {
  readonly element: HTMLTableRowElement;
  readonly checkbox: HTMLInputElement;
  /** As it is on the disk. */
  readonly name: string;
  /** Name as the filter compares it. */
  readonly folded: string;
  readonly kind: string;
  /** -1: a folder, or the disk does not tell. */
  readonly bytes: number;
  #modified: number | undefined;

  constructor(element: HTMLTableRowElement, checkbox: HTMLInputElement) {
    this.element = element;
    this.checkbox = checkbox;
    this.name = checkbox.value;
    this.folded = fold(this.name);
    this.kind = element.className;
    this.bytes = Number(element.querySelector("td")?.getAttribute("data-bytes") ?? -1);
  }

  get link(): HTMLAnchorElement {
    const link = this.element.querySelector("a");
    if (link === null) throw new Error("the row has no link");
    return link;
  }

  /** Milliseconds since 1970; -1: the disk does not tell. */
  get modified(): number {
    this.#modified ??= timeIn(this.element.querySelector("time"));
    return this.#modified;
  }
}

function timeIn(element: HTMLTimeElement | null): number {
  return element === null ? -1 : Date.parse(element.dateTime);
}
