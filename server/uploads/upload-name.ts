import { isDeviceName, refusalOf, startsWithDot, type NamePolicy } from "../files/names.ts";

/** Bytes that a name may have on the usual disks. */
const longestName = 255;

/** Marks and overrides that turn the direction of text, and what has no width: "exe" can look like "jpg" by them. */
const deceiving = /[\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/**
 * What a file manager acts on as soon as it shows the folder, before anybody opens it: Windows and KDE fetch the icons
 * that shortcuts and settings name, from any server, and sign in there with the owner's name. A class in braces is an
 * ending that Windows obeys and hides.
 */
const actedOn = [
  /^(desktop\.ini|autorun\.inf|thumbs\.db)$/i,
  /\.(lnk|url|website|scf|pif|library-ms|searchconnector-ms|theme|desktop|kdelnk)$/i,
  /\.\{[0-9a-f-]{36}\}$/i,
];

/**
 * Why a file or folder cannot be saved under a name, in words; undefined: it can. Stricter than what may be shared:
 * a name that was sent must not harm a visitor's computer, nor look like another one. What Windows only has no place
 * for ("12:30.jpg") is saved where this disk takes it: a browser there writes another character when it downloads it.
 */
export function refusalOfUpload(name: string, policy: NamePolicy): string | undefined {
  if (startsWithDot(name)) return "a name that starts with a dot";
  if (/[/\\]/.test(name)) return "a slash in the name";
  if (/[\u0000-\u001f\u007f-\u009f\ufffd]/.test(name) || !name.isWellFormed()) return "a control character in the name";
  if (deceiving.test(name)) return "a character in the name that hides or turns text";
  if (/[. ]$/.test(name)) return "a name that ends in a dot or a blank";
  if (isDeviceName(name)) return "the name of a device";
  if (actedOn.some((pattern) => pattern.test(name)))
    return "a name that a file manager acts on when it shows the folder";
  if (Buffer.byteLength(name) > longestName) return `a name of more than ${longestName} bytes`;
  return refusalOf(name, policy);
}

/**
 * The last part of a name that a form sent, which may be a whole path of the visitor's computer. Of what HTML escapes
 * in it, quotes are set right; line ends, which no name may have, stay as they are.
 */
export function lastPart(sent: string): string {
  return sent.slice(Math.max(sent.lastIndexOf("/"), sent.lastIndexOf("\\")) + 1).replaceAll("%22", '"');
}

/** The name for the n-th file of a name: "photo.jpg", "photo (2).jpg"; never longer than a name may be. */
export function numbered(name: string, number: number): string {
  if (number === 1) return name;
  const [, stem = name, extension = ""] = /^(.+?)((?:\.tar)?\.[^.]{0,16})?$/s.exec(name) ?? [];
  const suffix = ` (${number})${extension}`;
  return shortened(stem, longestName - Buffer.byteLength(suffix)) + suffix;
}

/** The start of a text that has at most so many bytes, never half a character. */
function shortened(text: string, bytes: number): string {
  let left = bytes;
  let end = 0;
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}
