const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Escapes that mean something else when they are decoded: delimiters, the escape itself, and controls. */
const stays = new Set("/\\%?#".split("").map((character) => character.charCodeAt(0)));

/**
 * A target as sent (one character a byte), as a person reads it: UTF-8 is decoded wherever it is valid and changes
 * no meaning, everything else stays as it was sent.
 */
export function readablePath(target: string): string {
  if (!/[%\u0080-\u00ff]/.test(target)) return target;
  return target.replace(/(?:%[0-9a-f]{2}|[\u0080-\u00ff])+/gi, readableRun);
}

function readableRun(run: string): string {
  const spellings = run.match(/%[0-9a-f]{2}|[\u0080-\u00ff]/gi) ?? [];
  let text = "";
  let bytes: string[] = [];
  for (const spelling of spellings) {
    const code = codeOf(spelling);
    if (code > 0x20 && code !== 0x7f && !stays.has(code)) {
      bytes.push(spelling);
      continue;
    }
    text += decoded(bytes) + (code === 0x20 ? " " : spelling);
    bytes = [];
  }
  return text + decoded(bytes);
}

/** Bytes as text; where they are no UTF-8, as they are spelled. Nothing is thrown: that would take ten times as long. */
function decoded(spellings: readonly string[]): string {
  if (spellings.length === 0) return "";
  const bytes = new Uint8Array(spellings.map(codeOf));
  const text = decoder.decode(bytes);
  const again = encoder.encode(text); // a byte that is not understood has become three others
  return again.length === bytes.length && again.every((byte, at) => byte === bytes[at]) ? text : spellings.join("");
}

function codeOf(spelling: string): number {
  return spelling.length === 3 ? Number.parseInt(spelling.slice(1), 16) : spelling.charCodeAt(0);
}
