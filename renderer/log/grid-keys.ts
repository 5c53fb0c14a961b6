/** The row that a key goes to from a row, or from none; undefined: the key goes nowhere. */
export function nextRow(key: string, from: number | undefined, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const to = (row: number): number => Math.max(0, Math.min(last, row));
  switch (key) {
    case "ArrowDown":
      return from === undefined ? last : to(from + 1);
    case "ArrowUp":
      return from === undefined ? last : to(from - 1);
    case "PageDown":
      return to((from ?? last) + page);
    case "PageUp":
      return to((from ?? last) - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
