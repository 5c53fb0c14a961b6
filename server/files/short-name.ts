import { opendir } from "node:fs/promises";
import path from "node:path";

/** What NTFS, FAT ("GIT~1" for ".git") and Samba ("GX0N~F") make up for programs that know eight letters and three. */
const short = /^(?=[^.]{1,8}(\.[^.]{1,3})?$)[^.]*~[0-9a-z]/i;

/**
 * Those of the names that a folder answers to and does not list. The disk makes them up for longer names, and by them
 * one would go round every rule about names; no system but Windows tells which name was really found. Others that are
 * written so are files' own names: Android calls a picture "IMG_12~2.jpg" that was edited. The folder is there.
 */
export async function madeUpNames(folder: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const left = new Set(names.filter((name) => short.test(name)));
  if (left.size === 0) return left;
  for await (const { name } of await opendir(folder, { bufferSize: 128 })) {
    left.delete(name);
    if (left.size === 0) break;
  }
  return left;
}

/** Looks for names that a disk makes up. */
export type FindMadeUp = typeof madeUpNames;

/** Why the names of a path that is there are not shared, in words; undefined: they are those that the disk lists. */
export async function refusalOfMadeUp(
  folder: string,
  names: readonly string[],
  find: FindMadeUp = madeUpNames,
): Promise<string | undefined> {
  for (const [at, name] of names.entries()) {
    const found = await find(path.join(folder, ...names.slice(0, at)), [name]);
    if (found.size > 0) return "a short name";
  }
  return undefined;
}
