import { HttpError } from "./http-error.ts";

/** `fatal`: a name that is no UTF-8 is refused, not mended. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * One path segment, percent-decoded once, as UTF-8; "+" stays a plus.
 * @throws HttpError 400 for a broken escape, bytes that are no UTF-8, and NUL.
 */
export function decodePercent(text: string): string {
  if (/^[\x20-\x24\x26-\x7e]*$/.test(text)) return text;
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const byte = text.charCodeAt(at);
    if (byte !== 0x25) {
      bytes[length++] = byte;
      continue;
    }
    const digits = text.slice(at + 1, at + 3);
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) throw new HttpError(400, "a broken percent escape in the target");
    bytes[length++] = Number.parseInt(digits, 16);
    at += 2;
  }
  const decoded = bytes.subarray(0, length);
  if (decoded.includes(0)) throw new HttpError(400, "a NUL in the target");
  try {
    return utf8.decode(decoded);
  } catch (error) {
    throw new HttpError(400, "the target is not valid UTF-8", { cause: error });
  }
}

/**
 * The names that a raw path ("/a/b%20c/") goes through, each decoded; the last is "" where the path ends in a
 * slash. A name never holds a slash, so it cannot be two. "." leads nowhere else and is left out, as in RFC 3986
 * §5.2.4; no client needs "..", which could lead out.
 * @throws HttpError 400 for what cannot be decoded, an encoded slash, and ".." as a name.
 */
export function decodePath(rawPath: string): string[] {
  const segments = rawPath.slice(1).split("/").map(decodeSegment);
  const names = segments.filter((name) => name !== ".");
  if (segments.at(-1) === ".") names.push("");
  return names;
}

function decodeSegment(segment: string): string {
  const name = decodePercent(segment);
  if (name.includes("/")) throw new HttpError(400, "an encoded slash in the path");
  if (name === "..") throw new HttpError(400, 'a ".." in the path');
  return name;
}

/** The names of a path without the empty one that stands for a slash at its end. */
export function withoutSlash(names: readonly string[]): readonly string[] {
  return names.at(-1) === "" ? names.slice(0, -1) : names;
}

/** All but what RFC 3986 lets stand in a path segment without an escape, less what starts or ends something in HTML. */
const oddInSegment = /[^A-Za-z0-9\-._~!$()*+,;=@]+/g;

/** Text as UTF-8, with each byte of what is odd as an escape. `odd` finds whole runs, all of them. */
export function encodeUtf8(text: string, odd: RegExp): string {
  return text.replace(odd, escaped);
}

function escaped(text: string): string {
  let escapes = "";
  for (const byte of Buffer.from(text, "utf8")) escapes += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return escapes;
}

/** One name as a path segment of a URL: a browser that follows it comes back to exactly this name. */
export function encodeSegment(name: string): string {
  return encodeUtf8(name, oddInSegment);
}

/** Names as an absolute path: "/" and each name encoded. Never starts with two slashes, unless the first name is "". */
export function encodePath(names: readonly string[]): string {
  return `/${names.map(encodeSegment).join("/")}`;
}
