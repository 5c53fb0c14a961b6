/**
 * Which element shows a row: one that has left is used again for one that comes. Elements that change places in the page
 * are laid out anew, which costs several times what other words in the same place do. So they take turns only while the
 * list goes down by a few rows, when the others keep both their words and their place; else each stays where it is.
 */
export class RowElements {
  #first = 0;
  #count = 1;
  /** The element of row 0, were it drawn. */
  #turn = 0;

  /** Rows from `first` on are drawn, in so many elements as are made. */
  show(first: number, count: number): void {
    const down = first - this.#first;
    const takesTurns = down >= 0 && down <= count / 4 && count === this.#count;
    if (!takesTurns) this.#turn -= down;
    this.#first = first;
    this.#count = count;
  }

  /** The element of a row that is drawn, from 0. */
  of(index: number): number {
    const element = (index + this.#turn) % this.#count;
    return element < 0 ? element + this.#count : element;
  }
}
