/**
 * The same text, in one piece and standing in memory on its own: a slice holds on to the whole that it was cut from,
 * and what was put together is copied piece by piece each time it is written.
 */
export function ownCopy(text: string): string {
  // a character is kept in one byte where all of them fit
  const encoding = oneByte.test(text) ? "latin1" : "utf16le";
  return Buffer.from(text, encoding).toString(encoding);
}

const oneByte = /^[\u0000-\u00ff]*$/;
