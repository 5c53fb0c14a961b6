type Move = (row: Element) => Element | null | undefined;

const moves: ReadonlyMap<string, Move> = new Map<string, Move>([
  ["ArrowDown", (row) => row.nextElementSibling ?? row.parentElement?.nextElementSibling?.firstElementChild],
  ["ArrowUp", (row) => row.previousElementSibling ?? row.parentElement?.previousElementSibling?.lastElementChild],
  ["Home", (row) => row.closest("table")?.querySelector("tbody tr")],
  ["End", (row) => row.closest("table")?.lastElementChild?.lastElementChild],
]);

/** Arrow keys go from row to row, Home and End to the first and the last. */
export function moveFocus(event: KeyboardEvent): void {
  const row = event.target instanceof Element ? event.target.closest("tbody tr") : null;
  const link = row && moves.get(event.key)?.(row)?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}
