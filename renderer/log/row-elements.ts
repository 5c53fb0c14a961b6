/**
 * Which element shows a row. While the list moves by a few rows, each row keeps its element, and those that come get new
 * ones; else the elements stay in their places, and get other words. Elements that change places in the page are laid
 * out anew, which costs several times what other words in the same place do.
 */
export class RowElements {
  #first = 0;
  #count = 1;
  /** The element of row 0, were it drawn. */
  #start = 0;

  /** Rows from `first` on are drawn, in so many elements. */
  show(first: number, count: number): void {
    const moved = first - this.#first;
    const isNear = Math.abs(moved) <= count / 4 && count === this.#count;
    if (!isNear) this.#start -= moved;
    this.#first = first;
    this.#count = count;
  }

  /** The element of a row that is drawn. */
  of(index: number): number {
    return this.#start + index;
  }
}
