/**
 * UTF-16 where a byte order mark says so, else UTF-8, else what Western systems wrote before; of text that `isCut`, half
 * a character at the end is left out.
 */
export function decodeText(bytes: Uint8Array, isCut: boolean): string {
  const [first, second] = bytes;
  const decode = (encoding: string) => new TextDecoder(encoding).decode(bytes, { stream: isCut });
  if (first === 0xff && second === 0xfe) return decode("utf-16le");
  if (first === 0xfe && second === 0xff) return decode("utf-16be");
  const text = decode("utf-8");
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  return wrong > (text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0) ? decode("windows-1252") : text;
}
