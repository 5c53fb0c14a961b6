import type { Locator } from "playwright-core";

/**
 * Watches what an element says from now on; what comes back waits until it has said the words, however soon it said
 * something else. A locator looks now and then, and overlooks on a busy machine what stands there for half a second.
 */
export async function saidFromNow(element: Locator, words: string): Promise<() => Promise<void>> {
  const watch = await element.evaluateHandle((watched, expected) => {
    const said = new Promise<void>((resolve) => {
      const look = () => (watched.textContent.includes(expected) ? resolve() : undefined);
      new MutationObserver(look).observe(watched, { childList: true, characterData: true, subtree: true });
    });
    return { said };
  }, words);
  return () => watch.evaluate(({ said }) => said);
}
