import { ownCopy } from "./own-copy.ts";

/** Longer texts seldom come again, and would fill the memory. */
const longestShared = 512;

/**
 * One copy of each text that comes again and again, such as user agents: a hundred thousand records then share a
 * few strings, and none of them holds on to the request head that it was cut from.
 */
export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** A text equal to the given one that stands in memory on its own; a long one is a copy each time. */
  keep(text: string): string {
    if (text === "") return "";
    if (text.length > longestShared) return ownCopy(text);
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= this.#most) this.#texts.clear();
    const own = ownCopy(text);
    this.#texts.set(own, own);
    return own;
  }
}
