import type { ListingOrder } from "../../server/files/listing-order.ts";
import { sortInSlices } from "../../server/files/sort-in-slices.ts";
import { directionOf, orderBehind, queryOf, type Column } from "../../server/page/order.ts";
import { filterOf } from "./filter.ts";
import { putAddress } from "./kept.ts";
import { comparison, nameOrderIn, type NameOrder } from "./order.ts";
import type { Row } from "./row.ts";
import { nextTask, type TableView } from "./table-view.ts";

/** The folder's rows under a filter and an order. */
export class Listing {
  readonly #view: TableView;
  readonly #byElement: ReadonlyMap<Element, Row>;
  readonly #nameOrder: NameOrder;
  readonly #heads: ReadonlyMap<Column, HTMLTableCellElement>;
  /** All of them, in the current order. */
  #rows: readonly Row[];
  #typed = "";
  #turn = 0;
  /** What is told of what is shown. */
  onShown: (shown: number, all: number) => void = () => undefined;

  constructor(view: TableView, rows: ReadonlyMap<Element, Row>, head: HTMLTableSectionElement) {
    this.#view = view;
    this.#byElement = rows;
    this.#rows = [...rows.values()];
    this.#nameOrder = nameOrderIn(head.closest("table")?.dataset["language"] ?? "en");
    this.#heads = new Map([...head.querySelectorAll("th")].map((cell) => [cell.className as Column, cell]));
    view.adopt(this.#rows);
    for (const [column, cell] of this.#heads) {
      cell.addEventListener("click", (event) => this.#onHead(event, column));
    }
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  get shown(): readonly Row[] {
    return this.#view.shown;
  }

  /** The row that something of the page is in, or is. */
  rowAround(place: EventTarget | null): Row | undefined {
    const element = place instanceof Element ? place.closest("tr") : null;
    return element === null ? undefined : this.#byElement.get(element);
  }

  filter(typed: string): void {
    this.#typed = typed;
    this.#show();
  }

  /** Sorts where the page is, and leaves the address that the server would answer the same under. */
  async sort(order: ListingOrder): Promise<void> {
    const turn = ++this.#turn;
    const sorted = await sortInSlices(this.#rows, comparison(order, this.#nameOrder), nextTask);
    if (turn !== this.#turn) return;
    this.#rows = sorted;
    this.#mark(order);
    // Firefox resolves each link in the page anew as the address changes: seconds, for some thousand rows
    this.#show(() => putAddress(`${queryOf(order)}${location.hash}`));
  }

  #onHead(event: MouseEvent, by: Column): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button === null) return;
    event.preventDefault();
    void this.sort({ by, descending: button.getAttribute("form") === directionOf(true) });
  }

  /** The column's head says how it is sorted, and its button leads the other way round. */
  #mark(order: ListingOrder): void {
    for (const [column, cell] of this.#heads) {
      const isSorted = column === order.by;
      if (isSorted) cell.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
      const { descending } = orderBehind(column, order);
      cell.querySelector("button")?.setAttribute("form", directionOf(descending));
    }
  }

  #show(whileEmpty?: () => void): void {
    const matches = filterOf(this.#typed);
    const shown = this.#rows.filter((row) => matches(row.folded));
    void this.#view.show(shown, whileEmpty);
    this.onShown(shown.length, this.#rows.length);
  }
}
