import { trimBlanks } from "../http/blanks.ts";

/** A part of a file, both ends included. */
export type ByteRange = { readonly first: number; readonly last: number };

/**
 * Parts that one request may ask for; more of them are answered with the whole file. What brings a file up to date asks
 * for many: zsync for 20, and gives up where it gets the whole, and dnf for up to 255 of a repository's index.
 */
const mostRanges = 256;

/** What nearly all headers ask for. */
const oneRange = /^bytes=([0-9]*)-([0-9]*)$/i;

/**
 * The parts of `size` bytes that a Range header asks for, in its order; undefined: ignore the header, for its
 * unit is not bytes, its syntax slips, it asks for too much, or for what cannot be named (RFC 9110 §14.1–§14.2).
 */
export function parseRanges(header: string, size: number): readonly ByteRange[] | "unsatisfiable" | undefined {
  const [one, start = "", end = ""] = oneRange.exec(header) ?? [];
  if (one === undefined) return parseList(header, size);
  const range = rangeOf(start, end, size);
  return typeof range === "object" ? [range] : range;
}

function parseList(header: string, size: number): readonly ByteRange[] | "unsatisfiable" | undefined {
  const [, set] = /^bytes=(?![ \t])(.*)$/i.exec(header) ?? [];
  if (set === undefined) return undefined;
  const specs = set.split(",").map(trimBlanks);
  const given = specs.filter((spec) => spec !== "");
  if (given.length === 0 || given.length > mostRanges) return undefined;
  const ranges: ByteRange[] = [];
  for (const spec of given) {
    const range = parseRange(spec, size);
    if (range === undefined) return undefined;
    if (range !== "unsatisfiable") ranges.push(range);
  }
  if (ranges.length === 0) return "unsatisfiable";
  return ranges.length > 1 && asksForMore(ranges, size) ? undefined : ranges;
}

function parseRange(spec: string, size: number): ByteRange | "unsatisfiable" | undefined {
  const [, start = "", end = ""] = /^([0-9]*)-([0-9]*)$/.exec(spec) ?? [];
  return rangeOf(start, end, size);
}

/**
 * The part between two positions, each of which may be missing. Some programs ask for everything from 0, and the beginning
 * of an empty file is all of it: they get that, as from Go's server.
 */
function rangeOf(start: string, end: string, size: number): ByteRange | "unsatisfiable" | undefined {
  if (start === "" && end === "") return undefined;
  if (start === "") return suffix(Number(end), size);
  if (end !== "" && isLess(end, start)) return undefined;
  const first = Number(start);
  if (first >= size) return first === 0 ? undefined : "unsatisfiable";
  return { first, last: end === "" ? size - 1 : Math.min(Number(end), size - 1) };
}

/** Numbers alone tell two of them apart, unless they are as good as equal. */
function isLess(digits: string, others: string): boolean {
  const [one, other] = [Number(digits), Number(others)];
  return one === other ? BigInt(digits) < BigInt(others) : one < other;
}

/** The end of an empty file is there (RFC 9110 §14.1.2), but no Content-Range can name it: the header is ignored. */
function suffix(length: number, size: number): ByteRange | "unsatisfiable" | undefined {
  if (length === 0) return "unsatisfiable";
  return size === 0 ? undefined : { first: Math.max(0, size - length), last: size - 1 };
}

/** Whether ranges overlap so that together they are longer than the file: an old way to wear a server out. */
function asksForMore(ranges: readonly ByteRange[], size: number): boolean {
  return ranges.reduce((sum, range) => sum + lengthOfRange(range), 0) > size;
}

/** Bytes of a part. */
export function lengthOfRange(range: ByteRange): number {
  return range.last - range.first + 1;
}

/** A Content-Range value (RFC 9110 §14.4). */
export function contentRange(range: ByteRange, size: number): string {
  return `bytes ${range.first}-${range.last}/${size}`;
}
