import type { Row } from "./row.ts";

/** Rows of one body, as the server sends them. */
const bodyLength = 120;
/** Rows that are there at once; the rest follows in slices. */
const firstRows = 240;
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
  async show(rows: readonly Row[]): Promise<void> {
    const turn = ++this.#turn;
    this.#shown = rows;
    this.#table.replaceChildren(...[this.#table.tHead].filter((head) => head !== null), ...bodies(rows, 0, firstRows));
    for (let at = firstRows; at < rows.length;) {
      await nextTask();
      if (turn !== this.#turn) return;
      const until = performance.now() + sliceMilliseconds;
      const made: Node[] = [];
      for (; at < rows.length && performance.now() < until; at += bodyLength)
        made.push(...bodies(rows, at, at + bodyLength));
      this.#table.append(...made);
    }
  }
}

function bodies(rows: readonly Row[], first: number, end: number): HTMLTableSectionElement[] {
  const made: HTMLTableSectionElement[] = [];
  for (let at = first; at < Math.min(end, rows.length); at += bodyLength) {
    const body = document.createElement("tbody");
    body.append(...rows.slice(at, Math.min(at + bodyLength, end)).map((row) => row.element));
    made.push(body);
  }
  return made;
}

/** Lets the browser paint and take input first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
