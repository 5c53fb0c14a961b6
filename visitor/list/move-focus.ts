type Move = (row: Element) => Element | null | undefined;

const next: Move = (row) => row.nextElementSibling ?? row.parentElement?.nextElementSibling?.firstElementChild;
const previous: Move = (row) => row.previousElementSibling ?? bodyBefore(row)?.lastElementChild;
const isCard = (row: Element) => row.closest(".cards") !== null;

const moves: ReadonlyMap<string, Move> = new Map<string, Move>([
  ["ArrowDown", (row) => (isCard(row) ? inNextLine(row, next) : next(row))],
  ["ArrowUp", (row) => (isCard(row) ? inNextLine(row, previous) : previous(row))],
  ["ArrowRight", (row) => (isCard(row) ? next(row) : null)],
  ["ArrowLeft", (row) => (isCard(row) ? previous(row) : null)],
  ["Home", (row) => row.closest("table")?.querySelector("tbody tr")],
  ["End", (row) => row.closest("table")?.lastElementChild?.lastElementChild],
]);

/** The body before a row's; the table's head is none. */
function bodyBefore(row: Element): Element | null | undefined {
  const before = row.parentElement?.previousElementSibling;
  return before?.matches("tbody") === true ? before : null;
}

/** Of the cards in the line that follows, the one that lies nearest to a card's column. */
function inNextLine(card: Element, step: Move): Element | undefined {
  const { left, top } = card.getBoundingClientRect();
  let nearest: { readonly card: Element; readonly top: number; readonly distance: number } | undefined;
  for (let at = step(card); at; at = step(at)) {
    const box = at.getBoundingClientRect();
    if (box.top === top) continue;
    if (nearest !== undefined && nearest.top !== box.top) break;
    const distance = Math.abs(box.left - left);
    if (nearest === undefined || distance < nearest.distance) nearest = { card: at, top: box.top, distance };
  }
  return nearest?.card;
}

/**
 * Arrow keys go from row to row, in the grid as the cards lie, Home and End to the first and the last. With other keys
 * they are the browser's: Alt and the left one lead back.
 */
export function moveFocus(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const row = event.target instanceof Element ? event.target.closest("tbody tr") : null;
  const link = row && moves.get(event.key)?.(row)?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}
