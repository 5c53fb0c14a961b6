import type { FindAsciiRanks } from "./ascii-ranks.ts";

/** A name, and where it can be had, a key: a text that puts it in its place without looking for numbers. */
export type OrderedName = {
  readonly name: string;
  /** The name as a collator gets it. */
  readonly collated: string;
  readonly key: string | undefined;
};

/** Orders names as people would, whatever their case, and numbers by their value; only the same name is equal. */
export type NameOrder = {
  /** Makes a name ready for being compared often. */
  readonly ordered: (name: string) => OrderedName;
  readonly compare: (one: OrderedName, other: OrderedName) => number;
};

/**
 * The language by whose rules names are ordered, a BCP 47 tag: this computer's. Asked as the program begins: other
 * threads of Electron's answer with the one that its own texts are in (l10n_util::GetApplicationLocale, in PreCreateThreads).
 */
export const orderLanguage = new Intl.Collator().resolvedOptions().locale;

/**
 * The order of names, by the rules of a language. It is also sent to a thread as text: it may use nothing of this module.
 */
export function nameOrder(findRanks: FindAsciiRanks, language: string): NameOrder {
  const numeric = new Intl.Collator(language, { numeric: true });
  const plain = new Intl.Collator(language);
  const asciiRanks = findRanks(plain);
  const [mostDigits, tooLong] = [99, "\0"];
  // A collator takes up to a third of a millisecond for two names of a hundred marks, and no letter has eight. All marks
  // that it would have to put in order are among these.
  const [ascii, manyMarks] = [/^[\x20-\x7e]*$/, /(\p{M}{8})\p{M}+/gu];

  /** A number after the count of its digits: of two numbers the longer one is the larger. */
  const counted = (digits: string): string => {
    const value = digits.replace(/^0+/, "");
    return value.length > mostDigits ? tooLong : String(value.length).padStart(2, "0") + value;
  };

  /** The places of all characters, a 0, and where letters of the case that comes second stand: early ones count more. */
  const ranked = (text: string): string => {
    if (asciiRanks === undefined) return text;
    const [places, secondCases]: [number[], number[]] = [[], []];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      places.push(asciiRanks.ranks[code] ?? 0);
      if (asciiRanks.cases[code] === 1) secondCases.push(0xffff - at);
    }
    return String.fromCharCode(...places, 0, ...secondCases);
  };

  const keyOf = (name: string): string | undefined => {
    const key = name.replace(/[0-9]+/g, counted);
    return key.includes(tooLong) ? undefined : ranked(key);
  };

  // comparing codes is several times as fast as a collator, and a plain collator than one that looks for numbers
  const compareCodes = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);
  const compareKeys = asciiRanks === undefined ? plain.compare : compareCodes;

  return {
    ordered: (name) =>
      ascii.test(name)
        ? { name, collated: name, key: keyOf(name) }
        : { name, collated: name.replace(manyMarks, "$1"), key: undefined },
    compare: (one, other) => {
      const order =
        one.key !== undefined && other.key !== undefined
          ? compareKeys(one.key, other.key)
          : numeric.compare(one.collated, other.collated);
      return order !== 0 ? order : compareCodes(one.name, other.name);
    },
  };
}
