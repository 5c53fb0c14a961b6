/** Bytes that the grammar names. */
export const tab = 0x09;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const colon = 0x3a;

/** A set of bytes, as a table of 256: membership is one look. */
export type ByteSet = Readonly<Uint8Array>;

function byteSet(has: (byte: number) => boolean): ByteSet {
  return Uint8Array.from({ length: 256 }, (_, byte) => (has(byte) ? 1 : 0));
}

/** tchar (RFC 9110 §5.6.2). */
export const tokenBytes = byteSet((byte) => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(byte)));

/** What a field value may hold: tab, blank, visible bytes and those above ASCII (RFC 9110 §5.5). */
export const valueBytes = byteSet((byte) => byte === tab || (byte >= space && byte !== 0x7f));

/**
 * What a request target may hold. Wider than RFC 3986: bytes above ASCII pass, since tools send file names as
 * they are typed; a fragment sign, blanks and control bytes do not.
 */
export const targetBytes = byteSet((byte) => byte > space && byte !== 0x7f && byte !== 0x23);

/** Where the run of such bytes that starts at `from` ends; `end` when it reaches there. */
export function endOfRun(set: ByteSet, bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && set[bytes[at] ?? 0] === 1) at++;
  return at;
}
