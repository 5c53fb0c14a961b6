import { constants } from "node:fs";
import { access, opendir, stat } from "node:fs/promises";
import path from "node:path";
import { refusalOf, type NamePolicy } from "./names.ts";
import { realPath } from "./real-path.ts";

/** The shared folder: nothing outside `path` is ever served. */
export type Root = NamePolicy & {
  /** Absolute, without symlinks. */
  readonly path: string;
};

/** @throws Error of the disk where the folder is not there. */
export async function openRoot(folder: string, dotfiles: boolean): Promise<Root> {
  return { path: await realPath(path.resolve(folder)), dotfiles, platform: process.platform };
}

/**
 * Whether a folder is one, and can be read. It is read for that: Windows does not look at who may when it is only asked
 * (Node.js, fs.access), and a Mac asks its user when somebody reads, whatever the permissions say.
 * @throws Error of the disk where it cannot be read.
 */
export async function isReadableFolder(folder: string): Promise<boolean> {
  if (!(await stat(folder)).isDirectory()) return false;
  await access(folder, constants.R_OK | constants.X_OK);
  await tryToRead(folder);
  return true;
}

/** Begins to read a folder, and leaves it at that. Throws what the disk says. */
export async function tryToRead(folder: string): Promise<void> {
  await (await opendir(folder)).close();
}

/** The names from the root to a real path; undefined: it is outside. Compared by whole names, never by prefix. */
export function namesBelow(root: Pick<Root, "path">, real: string): string[] | undefined {
  const relative = path.relative(root.path, real);
  if (relative === "") return [];
  const names = relative.split(path.sep);
  return names[0] === ".." || path.isAbsolute(relative) ? undefined : names;
}

/** Why a real path is not shared, in words; undefined: it is. The last look, on what a name really led to. */
export function refusalOfReal(root: Root, real: string): string | undefined {
  const names = namesBelow(root, real);
  if (names === undefined) return "the symlink leads out of the share";
  // By every rule: macOS and Windows lead to a name also where it is asked for in another case.
  for (const name of names) {
    const refusal = refusalOf(name, root);
    if (refusal !== undefined) return refusal.replace("its name", "the name it leads to");
  }
  return undefined;
}
