/** Which names of a shared folder exist for visitors. */
export type NamePolicy = {
  /** Whether names that start with a dot are shared. */
  readonly dotfiles: boolean;
  readonly platform: NodeJS.Platform;
};

/** The first name of the page's own files, and of what else is ours: a file called so is never shared. */
export const reservedName = ".porchlight";

/** Names that mean a device on Windows, with any extension, and blanks before that. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;

/**
 * What systems keep on each drive: what was deleted there (on Linux by the Trash specification of freedesktop.org), and
 * what Windows finds in it. Sticks carry it elsewhere too, where FAT passes over dots at the end of a name.
 */
const ofTheSystem = /^(\$recycle\.bin|recycler|system volume information|\.trash(es|-[0-9]+)?)\.*$/i;

/** What a file is called while it is being sent, and the record of an upload that waits for its rest. */
const temporaryName = /^\.porchlight-[A-Za-z0-9_-]{22}\.(part|upload)$/;

/**
 * A dot that a name begins with, for HFS+ as well: it passes over these characters, so that what is written before the
 * dot leads to the name without it (git's core.protectHFS).
 */
const leadingDot = /^[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]*\./;

/** Whether a name starts with a dot, as it is written or as a disk may take it. */
export function startsWithDot(name: string): boolean {
  return leadingDot.test(name);
}

/** Whether a name is one that only an upload of ours has while it lasts. */
export function isTemporaryName(name: string): boolean {
  return temporaryName.test(name);
}

/** Whether a name means a device on Windows. */
export function isDeviceName(name: string): boolean {
  return device.test(name);
}

/**
 * Why a name is not shared, in words; undefined: it is. On Windows a name that is not stored as it is written
 * (a stream, a trailing dot) is refused, for it could go round every other rule; for short names the folder is asked.
 */
export function refusalOf(name: string, policy: NamePolicy): string | undefined {
  if (name === "") return "an empty name in the path";
  if (name === reservedName) return "a name that is kept for the folder page's own files";
  if (isTemporaryName(name)) return "a file that is still on its way in";
  if (ofTheSystem.test(name)) return "a folder of the system, with what was deleted";
  if (!policy.dotfiles && startsWithDot(name)) return "hidden because its name starts with a dot";
  if (policy.platform !== "win32") return undefined;
  if (/[\u0000-\u001f\\/:*?"<>|]/.test(name)) return "a character that Windows does not allow in a name";
  if (/[. ]$/.test(name)) return "a name that ends in a dot or a blank";
  if (device.test(name)) return "the name of a device";
  return undefined;
}
