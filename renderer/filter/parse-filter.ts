import { conditions, type Condition, type Filter, type StatusRange, type Term, type Test } from "./filter.ts";

/** A value that was understood, or what is wrong with it. */
type Reading = { readonly test: Test } | { readonly problem: string };

/** More of a filter is not read, and no more can be typed: a person types it. */
export const longestFilter = 500;

/**
 * Reads a filter: words and "quoted phrases" to find anywhere, `key:value` for one property, "-" before either for
 * its opposite. There is no pattern language in it, so no filter can take long.
 */
export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  const problems: string[] = [];
  for (const [word] of wordsOf(text.slice(0, longestFilter))) {
    const reading = readWord(word);
    if (reading === undefined) continue;
    if ("problem" in reading) problems.push(reading.problem);
    else terms.push({ not: isNegated(word), test: reading.test });
  }
  return { terms, problems };
}

/** The words of a filter as they were written, quotes included. */
function wordsOf(text: string): readonly RegExpExecArray[] {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*(?:"|$))+/g)];
}

/** A filter without the word at its end, which may still be typed. */
export function settledPart(text: string): string {
  const last = wordsOf(text).at(-1);
  return last !== undefined && last.index + last[0].length === text.length ? text.slice(0, last.index) : text;
}

/** What may follow the beginning of a value: digits, the rest of a class, of a list or of a unit. */
const endings = ["0", "00", "400", "x", "b", "s", "in"] as const;

/** Whether the word at the end of a filter, which is none yet, may become one by typing on. */
export function isUnfinished(text: string): boolean {
  const word = text.slice(settledPart(text).length);
  return endings.some((ending) => parseFilter(word + ending).problems.length === 0);
}

function isNegated(word: string): boolean {
  return word.startsWith("-") && word.length > 1;
}

function readWord(word: string): Reading | undefined {
  const positive = isNegated(word) ? word.slice(1) : word;
  const colon = positive.indexOf(":");
  const key = colon === -1 ? "" : positive.slice(0, colon).toLowerCase();
  if (!isKey(key)) return textOf(positive);
  const value = unquoted(positive.slice(colon + 1));
  return value === "" ? undefined : readers[key](value); // it is still being typed
}

function textOf(word: string): Reading | undefined {
  const text = unquoted(word).toLowerCase();
  return text === "" ? undefined : { test: { kind: "text", text } };
}

function unquoted(text: string): string {
  return text.replaceAll('"', "");
}

const readers = {
  status: readStatus,
  method: (value: string): Reading => ({ test: { kind: "method", methods: value.toUpperCase().split(",") } }),
  device: readDevice,
  path: (value: string): Reading => ({ test: { kind: "path", text: value.toLowerCase() } }),
  larger: (value: string) => readBytes(value, true),
  smaller: (value: string) => readBytes(value, false),
  slower: (value: string) => readTime(value, true),
  faster: (value: string) => readTime(value, false),
  is: readCondition,
} as const;

/** What may stand before a colon. */
export type Key = keyof typeof readers;

function isKey(text: string): text is Key {
  return Object.hasOwn(readers, text);
}

/** A whole address, of IPv4 or IPv6: one that could go on would be the beginning of others as well. */
const address = /^\d{1,3}(\.\d{1,3}){3}$|^(?=.*::|(.*:){7})[\da-f:]*[\da-f]$/;

function readDevice(value: string): Reading {
  const text = value.toLowerCase();
  return { test: { kind: "device", text, isAddress: address.test(text) } };
}

function readStatus(value: string): Reading {
  const ranges: StatusRange[] = [];
  for (const part of value.toLowerCase().split(",")) {
    if (/^[1-5]xx$/.test(part)) ranges.push({ from: Number(part[0]) * 100, to: Number(part[0]) * 100 + 99 });
    else if (/^[1-5]\d\d$/.test(part)) ranges.push({ from: Number(part), to: Number(part) });
    else return { problem: `status: takes a number like 404 or a class like 4xx, not “${part}”` };
  }
  return { test: { kind: "status", ranges } };
}

const byteUnits: Readonly<Record<string, number>> = {
  ...{ "": 1, b: 1 },
  ...{ k: 1e3, kb: 1e3, kib: 2 ** 10 },
  ...{ m: 1e6, mb: 1e6, mib: 2 ** 20 },
  ...{ g: 1e9, gb: 1e9, gib: 2 ** 30 },
  ...{ t: 1e12, tb: 1e12, tib: 2 ** 40 },
};
const timeUnits: Readonly<Record<string, number>> = { "": 1, ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

function readBytes(value: string, above: boolean): Reading {
  const bytes = readAmount(value, byteUnits);
  if (bytes === undefined) return { problem: `a size is written like 500kB or 1.5MB, not “${value}”` };
  return { test: { kind: "bytes", above, bytes } };
}

function readTime(value: string, above: boolean): Reading {
  const milliseconds = readAmount(value, timeUnits);
  if (milliseconds === undefined) return { problem: `a time is written like 500ms or 2s, not “${value}”` };
  return { test: { kind: "time", above, milliseconds } };
}

function readAmount(value: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, digits, unit] = /^(\d{1,15}(?:\.\d{1,6})?)\s?([a-z]*)$/i.exec(value) ?? [];
  const factor = unit === undefined ? undefined : units[unit.toLowerCase()];
  return factor === undefined ? undefined : Number(digits) * factor;
}

function readCondition(value: string): Reading {
  const condition = conditions.find((known: Condition) => known === value.toLowerCase());
  if (condition === undefined) return { problem: `is: takes ${conditions.join(", ")}, not “${value}”` };
  return { test: { kind: "is", condition } };
}
