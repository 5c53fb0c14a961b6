import { lineFeed } from "./bytes.ts";
import { HttpError } from "./http-error.ts";
import type { Version } from "./request-head.ts";

/** A version and its line end; a 0 stands for any digit. */
const pattern = Buffer.from("HTTP/0.0\r\n");
const digitsAt = 5;
const lineEndAt = 8;
const digitZero = 0x30;
const digitOne = 0x31;

/** Bytes of a version and of the line end behind it. */
export const versionBytes = pattern.length;

/**
 * The version at the end of a request line (RFC 9112 §2.3); undefined: more bytes are needed. Another minor of
 * version 1 counts as 1.1.
 * @throws HttpError 400 for what is none, 505 for another major, which is not spoken here.
 */
export function readVersion(bytes: Buffer, at: number, end: number): Version | undefined {
  const given = Math.min(end - at, pattern.length);
  for (let index = 0; index < given; index++) {
    const byte = bytes[at + index] ?? 0;
    if (!isVersionByte(index, byte)) throw new HttpError(400, whyNoVersion(index, byte));
  }
  if (given < pattern.length) return undefined;
  if (bytes[at + digitsAt] !== digitOne) throw new HttpError(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
  return bytes[at + lineEndAt - 1] === digitZero ? "1.0" : "1.1";
}

function isVersionByte(index: number, byte: number): boolean {
  const wanted = pattern[index];
  return wanted === digitZero ? byte >= digitZero && byte <= 0x39 : byte === wanted;
}

function whyNoVersion(index: number, byte: number): string {
  if (index === lineEndAt && byte === lineFeed) return "a line feed without its carriage return";
  return index < digitsAt ? "a blank in the target, or no HTTP version behind it" : "malformed HTTP version";
}
