import type { Dirent, Stats } from "node:fs";
import { lstat } from "node:fs/promises";
import { ignoreDisk } from "./disk-error.ts";

/** Tells a file, a folder and a link from one another. */
export type EntryKind = Pick<Stats, "isFile" | "isDirectory" | "isSymbolicLink">;

/**
 * What an entry of a folder is, which lies there. On Windows what OneDrive keeps bears a mark, as links do, and whatever
 * bears one is listed as a link (libuv's fs__readdir): `lstat` knows which of them are. Throws no error of the disk.
 */
export async function kindOf(entry: Dirent, location: string): Promise<EntryKind> {
  if (!entry.isSymbolicLink()) return entry;
  try {
    return await lstat(location);
  } catch (error) {
    ignoreDisk(error); // gone meanwhile: it is what it was listed as
    return entry;
  }
}
