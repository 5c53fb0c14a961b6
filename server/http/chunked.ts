import { carriageReturn, colon, endOfRun, lineFeed, tokenBytes, valueBytes } from "./bytes.ts";
import { HttpError } from "./http-error.ts";
import type { FramingLimits } from "./request-limits.ts";

/** What a chunked body must bring next (RFC 9112 §7.1). */
export type Expected =
  | { readonly part: "size" }
  | { readonly part: "data"; readonly length: number }
  | { readonly part: "data end" }
  | { readonly part: "trailers"; readonly read: number }
  | { readonly part: "nothing" };

/** One step: what comes next, how many of the given bytes it used, and which of them are content. */
export type Step = { readonly next: Expected; readonly used: number; readonly content?: Buffer };

/** What a chunked body begins with, and each further chunk. */
export const firstExpected: Expected = { part: "size" };

/** chunk-size, perhaps with extensions, which are passed over. 16 digits, so that zeros in front do no harm. */
const sizeLine = /^([0-9A-Fa-f]{1,16})(?:[ \t]*;[\t\x20-\x7e\x80-\xff]*)?$/;

/**
 * Reads one part from the front of `bytes`; undefined: call again with more, a short read is no error.
 * @throws HttpError 400 for what is no chunk, 431 for trailers beyond their limit.
 */
export function readPart(expected: Expected, bytes: Buffer, limits: FramingLimits): Step | undefined {
  switch (expected.part) {
    case "size":
      return readSize(bytes, limits);
    case "data":
      return readData(bytes, expected.length);
    case "data end":
      return readDataEnd(bytes);
    case "trailers":
      return readTrailer(bytes, expected.read, limits);
    case "nothing":
      return undefined;
  }
}

function readSize(bytes: Buffer, limits: FramingLimits): Step | undefined {
  const line = readLine(bytes, limits.chunkLineBytes, "the chunk's size line is too long");
  if (line === undefined) {
    // Nothing but digits can start a size: what cannot become one is refused at once.
    if (bytes.length > 0 && !/^[0-9A-Fa-f]/.test(bytes.toString("latin1", 0, 1))) throw malformedSize();
    return undefined;
  }
  const digits = sizeLine.exec(line)?.[1];
  const length = Number.parseInt(digits ?? "", 16);
  if (!Number.isSafeInteger(length)) throw malformedSize();
  const next: Expected = length === 0 ? { part: "trailers", read: 0 } : { part: "data", length };
  return { next, used: line.length + 2 };
}

const mostQuickDigits = 4;
const notHex = -1;
const hexValues = new Int8Array(256).fill(notHex);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  hexValues[digit.charCodeAt(0)] = hexValues[digit.toUpperCase().charCodeAt(0)] = value;
}

/**
 * Copies what the next chunks have, as far as they are small, plain and whole; how many bytes of them and of their
 * framing there are. A chunk's end is expected next, before and behind them.
 */
export function copySmallChunks(bytes: Buffer, target: Buffer): { readonly used: number; readonly copied: number } {
  let [used, copied] = [0, 0];
  while (isLineEnd(bytes, used)) {
    let at = used + 2;
    let length = 0;
    for (let digits = 0; digits < mostQuickDigits && hexAt(bytes, at) !== notHex; digits++, at++) {
      length = length * 16 + hexAt(bytes, at);
    }
    const end = at + 2 + length;
    if (length === 0 || !isLineEnd(bytes, at) || end > bytes.length) break;
    for (at += 2; at < end; at++) target[copied++] = bytes[at] ?? 0;
    used = end;
  }
  return { used, copied };
}

function hexAt(bytes: Buffer, at: number): number {
  return hexValues[bytes[at] ?? 0] ?? notHex;
}

function isLineEnd(bytes: Buffer, at: number): boolean {
  return bytes[at] === carriageReturn && bytes[at + 1] === lineFeed;
}

function malformedSize(): HttpError {
  return new HttpError(400, "malformed chunk size");
}

function readData(bytes: Buffer, length: number): Step | undefined {
  if (bytes.length === 0) return undefined;
  const content = bytes.subarray(0, length);
  const left = length - content.length;
  const next: Expected = left === 0 ? { part: "data end" } : { part: "data", length: left };
  return { next, used: content.length, content };
}

function readDataEnd(bytes: Buffer): Step | undefined {
  const isWrong = (bytes[0] ?? carriageReturn) !== carriageReturn || (bytes[1] ?? lineFeed) !== lineFeed;
  if (isWrong) throw new HttpError(400, "a chunk is longer than its size");
  return bytes.length < 2 ? undefined : { next: firstExpected, used: 2 };
}

/** One line of the trailer section. Its fields are checked and thrown away (RFC 9110 §6.5.1). */
function readTrailer(bytes: Buffer, read: number, limits: FramingLimits): Step | undefined {
  const line = readLine(bytes, limits.trailerBytes - read, "the trailers are too long", 431);
  if (line === undefined) return undefined;
  const used = line.length + 2;
  if (line === "") return { next: { part: "nothing" }, used };
  const nameEnd = endOfRun(tokenBytes, bytes, 0, line.length);
  if (nameEnd === 0 || bytes[nameEnd] !== colon) throw new HttpError(400, "malformed trailer field");
  return { next: { part: "trailers", read: read + used }, used };
}

/** A line without its CRLF; undefined: more is needed. The grammar of field values holds for every line here. */
function readLine(bytes: Buffer, limit: number, tooLong: string, status = 400): string | undefined {
  const end = endOfRun(valueBytes, bytes, 0, Math.min(bytes.length, limit + 1));
  if (end > limit) throw new HttpError(status, tooLong);
  if (end === bytes.length) return undefined;
  if (bytes[end] !== carriageReturn) throw new HttpError(400, "a control byte in the chunked body");
  if (end + 1 === bytes.length) return undefined;
  if (bytes[end + 1] !== lineFeed) throw new HttpError(400, "a lone carriage return");
  return bytes.toString("latin1", 0, end);
}
