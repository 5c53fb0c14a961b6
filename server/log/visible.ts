/** What joiners are part of the spelling of: cursive and Indic scripts, and the parts of an emoji. */
const scripts = "Arabic Syriac Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer";
const joined =
  scripts.replace(/\w+ ?/g, (script) => `\\p{Script=${script.trim()}}`) + String.raw`\p{Extended_Pictographic}`;
/** What may have more than one look: emoji and symbols, ideographs, letters of a few scripts. */
const chosen = String.raw`\p{Emoji}\p{Sm}\p{So}\p{Script=Han}\p{Script=Myanmar}\p{Script=Phags_Pa}`;

/** Characters that act instead of being seen. */
const unseen = new RegExp(
  [
    // C0, DEL and C1 controls
    String.raw`[\u0000-\u001f\u007f-\u009f]`,
    // separators of lines and paragraphs, marks that turn the direction of text, other format characters, tags
    String.raw`[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]`,
    // fillers and others that are drawn as nothing
    String.raw`[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0080}-\u{e00ff}\u{e01f0}-\u{e0fff}]`,
    // what chooses one of the looks of a character, behind those that have but one
    String.raw`(?<![${chosen}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?<!\p{Script=Mongolian})[\u180b-\u180d\u180f]`,
    // joiners, where they join nothing; an emoji may have a colour of skin before one
    String.raw`(?<![${joined}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![${joined}])`,
    // halves of surrogate pairs
    String.raw`[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]`,
  ].join("|"),
  "gu",
);
const plain = /^[\x20-\x7e]*$/;

/** A text from the network as it may be shown: what cannot be seen is written as `\x1b` or `\u{202e}`. */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replace(unseen, escapeCharacter);
}

/**
 * Data as JSON that may be shown as well: what cannot be seen is written with JSON's own escapes. It is one line,
 * unless each step inwards is to have blanks.
 */
export function visibleJson(data: unknown, blanks = 0): string {
  const json = JSON.stringify(data, undefined, blanks);
  if (plain.test(json)) return json;
  const lines = json.split("\n");
  return lines.map((line) => line.replace(unseen, escapeUnits)).join("\n");
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/** A character as `\x1b` or `\u{202e}`. */
export function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code <= 0xff ? `\\x${digits.padStart(2, "0")}` : `\\u{${digits}}`;
}
