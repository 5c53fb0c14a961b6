/**
 * Characters that act instead of being seen: C0, DEL and C1 controls, line and paragraph separators, marks that
 * turn the direction of text, joiners and other format characters, tags, and halves of surrogate pairs.
 */
const unseen =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
const plain = /^[\x20-\x7e]*$/;

/** A text from the network as it may be shown: what cannot be seen is written as `\x1b` or `\u{202e}`. */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replace(unseen, escapeCharacter);
}

/** Data as JSON on one line that may be shown as well: what cannot be seen is written with JSON's own escapes. */
export function visibleJson(data: unknown): string {
  const json = JSON.stringify(data);
  return plain.test(json) ? json : json.replace(unseen, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code <= 0xff ? `\\x${digits.padStart(2, "0")}` : `\\u{${digits}}`;
}
