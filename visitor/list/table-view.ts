import { bodyLength, many } from "../../server/page/body-length.ts";
import type { Row } from "./row.ts";

/** Rows that are there at once; the rest follows in slices. */
const firstRows = bodyLength;
const sliceMilliseconds = 8;

/** The page's table: shows rows in an order, however many, without holding up the page. */
export class TableView {
  readonly #table: HTMLTableElement;
  #turn = 0;
  #shown: readonly Row[] = [];

  constructor(table: HTMLTableElement) {
    this.#table = table;
  }

  /** The rows in the order in which they stand, those that are still to come included. */
  get shown(): readonly Row[] {
    return this.#shown;
  }

  /** Takes over the rows that the server has sent. */
  adopt(rows: readonly Row[]): void {
    this.#shown = rows;
  }

  /** Shows these rows and no others; settles when all are there, or others are wanted by now. */
  async show(rows: readonly Row[], whileEmpty?: () => void): Promise<void> {
    const turn = ++this.#turn;
    this.#shown = rows;
    this.#empty();
    whileEmpty?.();
    this.#table.append(...bodies(rows, 0, firstRows));
    const isCurrent = () => turn === this.#turn;
    const rest = rows.slice(firstRows);
    await inSlices(rest.length, (at) => this.#table.append(...bodies(rest, at, at + bodyLength)), isCurrent);
  }

  /** Takes all bodies out, and leaves the head as it is, with the focus. WebKit takes longer to hide them than for this. */
  #empty(): void {
    const all = document.createRange();
    all.selectNodeContents(this.#table);
    if (this.#table.tHead !== null) all.setStartAfter(this.#table.tHead);
    all.deleteContents();
  }
}

/** Does something for each body of so many rows, while it is wanted, and lets others go first in between. */
async function inSlices(length: number, work: (at: number) => void, isWanted: () => boolean): Promise<void> {
  for (let at = 0; at < length;) {
    await nextTask();
    if (!isWanted()) return;
    const until = performance.now() + sliceMilliseconds;
    for (; at < length && performance.now() < until; at += bodyLength) work(at);
  }
}

function bodies(rows: readonly Row[], first: number, end: number): HTMLTableSectionElement[] {
  const made: HTMLTableSectionElement[] = [];
  for (let at = first; at < Math.min(end, rows.length); at += bodyLength) {
    const body = document.createElement("tbody");
    const part = rows.slice(at, Math.min(at + bodyLength, end));
    if (part.length >= many) body.className = "many";
    body.append(...part.map(withoutForm));
    made.push(body);
  }
  return made;
}

/**
 * A row whose box belongs to no form: for each that comes into a form WebKit looks for its place among all that is in
 * there, which takes it seconds for some thousand rows. The script sends what is selected in a form of its own. What
 * the form said of its boxes is said of each: Chromium would write down all of them with each change of the history.
 */
function withoutForm({ element, checkbox }: Row): HTMLTableRowElement {
  checkbox.setAttribute("form", "");
  checkbox.setAttribute("autocomplete", "off");
  return element;
}

/** Lets the browser paint and take input first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
