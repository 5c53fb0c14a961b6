import { space, tab } from "./bytes.ts";

/** Whether this is white space of a field (RFC 9110 §5.6.3): a byte, or the unit of a text of bytes. */
export function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab;
}

/** Text without the blanks and tabs around it. No pattern: one tries a long gap inside from each of its blanks anew. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
