/** Text as the filter compares it: case and accents do not count. */
export function fold(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text
        .normalize("NFKD")
        .replace(/\p{Mn}/gu, "")
        .toLowerCase();
}

/** Whether a folded name holds every word of what was typed, in any order. */
export function filterOf(typed: string): (folded: string) => boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return (folded) => words.every((word) => folded.includes(word));
}
