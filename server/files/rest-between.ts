/**
 * A rest for long work, to be asked for now and then: it pauses when so many milliseconds have gone by since the one
 * before, and is over at once otherwise. `pause` lets others go first.
 */
export function restBetween(milliseconds: number, pause: () => Promise<void>): () => Promise<void> {
  let sliceAt = performance.now();
  return async () => {
    if (performance.now() - sliceAt < milliseconds) return;
    await pause();
    sliceAt = performance.now();
  };
}
