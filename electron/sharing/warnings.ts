import { namesBelow } from "../../server/files/root.ts";
import type { Warning } from "../contract.ts";

/** What a warning may be about. */
export type Danger = Warning["kind"];

const mostExamples = 5;
const versionControl = new Set([".git", ".hg", ".svn"]);
const keyFolders = new Set([".ssh", ".gnupg"]);
const keyNames = /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$|\.(pem|key|p12|pfx|ppk|kdbx|jks|keystore)$/i;
const environmentNames = /^\.env($|\.)|^\.envrc$/i;
/** What belongs to the system, with all that is in it. */
const systemFolders = ["/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/sbin", "/sys", "/usr", "/var", "/System"];
/** What belongs to the system but holds folders of its users. */
const sharedRoots = ["/home", "/Users", "/Volumes", "/Applications", "/Library", "/private", "/run", "/opt", "/mnt"];
const userPlaces = ["/var/folders", "/var/home", "/var/tmp", "/var/www", "/usr/local/share"];
/** Another drive's root, a stick's say, is its user's; where it holds the home folder, that is said. */
const windowsFolders = /^[a-z]:\\(windows|program files( \(x86\))?|programdata)(\\|$)|^[a-z]:\\users\\?$|^c:\\$/i;

/** What a name in a folder gives away; undefined: nothing. */
export function dangerOf(name: string, isFolder: boolean): Danger | undefined {
  if (isFolder && versionControl.has(name)) return "version control";
  if (isFolder && keyFolders.has(name)) return "private key";
  if (!isFolder && environmentNames.test(name)) return "environment file";
  if (!isFolder && keyNames.test(name)) return "private key";
  return undefined;
}

/** What sharing this folder as a whole gives away; undefined: nothing. Both paths lead over no link. */
export function dangerOfFolder(folder: string, home: string, platform: NodeJS.Platform): Danger | undefined {
  if (isSystemFolder(folder, platform)) return "system folder";
  return isWithin(home, folder) ? "home folder" : undefined;
}

/** Whether a path is a folder or lies in it. */
export function isWithin(inner: string, folder: string): boolean {
  return namesBelow({ path: folder }, inner) !== undefined;
}

/** The warnings about one folder, gathered entry by entry: a few examples of each kind, and how many there are. */
export class Warnings {
  readonly #found = new Map<Danger, { readonly examples: string[]; hidden: number; shown: number }>();

  /** `example`: relative to the folder, "" for the folder itself. */
  add(kind: Danger, example: string, isHidden: boolean): void {
    const found = this.#found.get(kind) ?? { examples: [], hidden: 0, shown: 0 };
    this.#found.set(kind, found);
    if (isHidden) found.hidden++;
    else found.shown++;
    if (example !== "" && found.examples.length < mostExamples) found.examples.push(example);
  }

  /** Those that leave the folder unprotected first. */
  list(): readonly Warning[] {
    const warnings = [...this.#found].map(([kind, { examples, hidden, shown }]) => ({
      kind,
      examples: [...examples],
      count: hidden + shown,
      hidden,
    }));
    return warnings.sort((one, other) => Math.sign(shownOf(other)) - Math.sign(shownOf(one)));
  }
}

function shownOf({ count, hidden }: Warning): number {
  return count - hidden;
}

function isSystemFolder(folder: string, platform: NodeJS.Platform): boolean {
  if (platform === "win32") return windowsFolders.test(folder);
  if (folder === "/" || sharedRoots.includes(folder)) return true;
  const place = folder.replace(/^\/private(?=\/)/, ""); // where /etc, /tmp and /var of a Mac lead to
  return isIn(place, systemFolders) && !isIn(place, userPlaces);
}

function isIn(folder: string, places: readonly string[]): boolean {
  return places.some((place) => isWithin(folder, place));
}
