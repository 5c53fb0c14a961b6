import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * A pause for those who work long in slices, and of whose pauses one ends in each turn of the event loop: a hundred of
 * them take no more of a turn than one does, so that others wait no longer.
 */
export function pauseInTurn(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => (last = last.then(() => nextTurn()));
}
