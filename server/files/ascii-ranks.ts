/** How a language orders text that is ASCII alone, so that such text can be compared code by code. */
export type AsciiRanks = {
  /** By the code of a character: its place among the characters, from 1; letters that differ in case alone have one. */
  readonly ranks: Uint8Array;
  /** By the code of a character: 1 for a letter whose other case comes before it, else 0. */
  readonly cases: Uint8Array;
};

/** Finds the order out. It is also sent to a thread as text: it may use nothing of this module. */
export type FindAsciiRanks = (collator: Intl.Collator) => AsciiRanks | undefined;

/**
 * The ranks of the printable characters, U+0020 to U+007E; undefined where a language has letters of two characters (as
 * "ch" is in Czech), letters that are alike, or characters that it passes over: its order is not one of characters.
 */
export function findAsciiRanks(collator: Intl.Collator): AsciiRanks | undefined {
  const compare = (one: string, other: string) => collator.compare(one, other);
  const sorted = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).sort(compare);
  const [first = "", last = ""] = [sorted[0], sorted.at(-1)];
  const ranks = new Uint8Array(127);
  const cases = new Uint8Array(127);
  // whatever follows them, one comes before the other
  const differ = (one: string, other: string) => compare(one + last, other + first) < 0;
  let rank = 0;
  for (const [index, character] of sorted.entries()) {
    const before = sorted[index - 1] ?? "";
    const isOtherCase = character.toLowerCase() === before.toLowerCase();
    if (before !== "" && differ(before, character) === isOtherCase) return undefined;
    if (!isOtherCase) rank++;
    ranks[character.charCodeAt(0)] = rank;
    cases[character.charCodeAt(0)] = isOtherCase ? 1 : 0;
  }
  const letters = sorted.filter((character) => /[a-z]/.test(character));
  const isOfCharacters = letters.every((letter) =>
    letters.every((next, index) => index === 0 || differ(letter + (letters[index - 1] ?? ""), letter + next)),
  );
  return isOfCharacters ? { ranks, cases } : undefined;
}
