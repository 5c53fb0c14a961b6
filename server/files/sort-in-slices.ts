import { restBetween } from "./rest-between.ts";

/** Milliseconds of sorting before others get their turn. */
const sliceMilliseconds = 4;
const runLength = 64;

/**
 * A sorted copy, stable, made by merging runs: however long the list, nothing else on this thread waits longer
 * than a slice. `pause` lets others go first.
 */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (one: T, other: T) => number,
  pause: () => Promise<void>,
): Promise<T[]> {
  const rest = restBetween(sliceMilliseconds, pause);
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += runLength) {
    runs.push(items.slice(at, at + runLength).sort(compare));
    await rest();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, rest));
      await rest();
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  one: readonly T[],
  other: readonly T[],
  compare: (one: T, other: T) => number,
  rest: () => Promise<void>,
): Promise<T[]> {
  const merged: T[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length || right < other.length) {
    const a = one[left];
    const b = other[right];
    if (b === undefined || (a !== undefined && compare(a, b) <= 0)) {
      if (a !== undefined) merged.push(a);
      left++;
    } else {
      merged.push(b);
      right++;
    }
    if (merged.length % 1024 === 0) await rest();
  }
  return merged;
}
