import { useEffect, useState } from "react";

/** More new rows at once than these are a task that one sees: each is laid out and painted for the first time. */
const mostAtOnce = 10;

/**
 * The first row to draw now, of those from `first` up to `end`: the page gets a few more elements at a time, for the last
 * rows first, until all of them are there.
 */
export function useFewNewRows(first: number, end: number): number {
  const [there, setThere] = useState(0);
  const from = Math.max(first, end - there - mostAtOnce);
  const count = end - from;
  useEffect(() => {
    const more = setTimeout(() => setThere(count), 0);
    return () => clearTimeout(more);
  }, [count]);
  return from;
}
