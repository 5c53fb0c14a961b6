import type { Dirent } from "node:fs";
import { opendir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { codeOf, toHttpError } from "./disk-error.ts";
import { refusalOf } from "./names.ts";
import { refusalOfReal, type Root } from "./root.ts";
import { sortInSlices } from "./sort-in-slices.ts";

/** One name in a folder, as visitors see it. */
export type FolderEntry = { readonly name: string; readonly kind: "file" | "folder" };

/** The same with what its row shows; undefined: the disk does not tell. */
export type DetailedEntry = FolderEntry & {
  readonly size: number | undefined;
  /** Milliseconds since 1970. */
  readonly modified: number | undefined;
};

export type Listing = {
  /** Folders first, then by name, numbers by value. */
  readonly entries: readonly FolderEntry[];
  /** Whether the folder holds more than a listing shows. */
  readonly isCut: boolean;
};

/** Names read, and stats made, at once; of many divisors, so that a grid's rows are full whatever its columns. */
const batchLength = 120;

const collator = new Intl.Collator(undefined, { numeric: true });

export function compareEntries(one: FolderEntry, other: FolderEntry): number {
  if (one.kind !== other.kind) return one.kind === "folder" ? -1 : 1;
  const order = collator.compare(one.name, other.name);
  if (order !== 0) return order;
  return one.name < other.name ? -1 : 1;
}

/** @throws HttpError where the folder cannot be read: better known before an answer has begun. */
export async function checkReadable(folder: string): Promise<void> {
  try {
    // Some systems forbid reading a folder whose permissions allow it: macOS asks its user first.
    await (await opendir(folder)).close();
  } catch (error) {
    throw toHttpError(error);
  }
}

/**
 * What visitors may see in a real folder of the share, sorted, and at most `most` of it.
 * @throws HttpError where the folder cannot be read.
 */
export async function listFolder(root: Root, folder: string, most: number): Promise<Listing> {
  const entries: FolderEntry[] = [];
  let isCut = false;
  try {
    for await (const dirent of await opendir(folder, { bufferSize: batchLength })) {
      const kind = refusalOf(dirent.name, root) === undefined ? await kindOf(root, folder, dirent) : undefined;
      if (kind === undefined) continue;
      isCut = entries.length >= most;
      if (isCut) break;
      entries.push({ name: dirent.name, kind });
    }
  } catch (error) {
    throw toHttpError(error);
  }
  return { entries: await sortInSlices(entries, compareEntries, nextTurn), isCut };
}

/** What a name is to visitors; undefined: nothing they can get. */
async function kindOf(root: Root, folder: string, dirent: Dirent): Promise<FolderEntry["kind"] | undefined> {
  if (dirent.name.includes("\ufffd")) return undefined; // not UTF-8: no URL leads to it
  if (dirent.isFile()) return "file";
  if (dirent.isDirectory()) return "folder";
  if (dirent.isFIFO() || dirent.isSocket() || dirent.isBlockDevice() || dirent.isCharacterDevice()) return undefined;
  return kindOfLink(root, path.join(folder, dirent.name)); // a symlink, or a disk that does not tell
}

async function kindOfLink(root: Root, link: string): Promise<FolderEntry["kind"] | undefined> {
  try {
    const target = await realpath(link);
    if (refusalOfReal(root, target) !== undefined) return undefined;
    const stats = await stat(target);
    if (stats.isFile()) return "file";
    return stats.isDirectory() ? "folder" : undefined;
  } catch (error) {
    if (codeOf(error) !== "") return undefined; // dangling, a circle, or out of reach
    throw error;
  }
}

/** The entries with size and date, a batch at a time; one that vanished meanwhile is left out. */
export async function* withDetails(folder: string, entries: readonly FolderEntry[]): AsyncGenerator<DetailedEntry[]> {
  for (let at = 0; at < entries.length; at += batchLength) {
    const batch = await Promise.all(entries.slice(at, at + batchLength).map((entry) => detail(folder, entry)));
    yield batch.filter((entry) => entry !== undefined);
  }
}

async function detail(folder: string, entry: FolderEntry): Promise<DetailedEntry | undefined> {
  try {
    const stats = await stat(path.join(folder, entry.name));
    return { ...entry, size: entry.kind === "file" ? stats.size : undefined, modified: stats.mtimeMs };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    if (codeOf(error) !== "") return { ...entry, size: undefined, modified: undefined };
    throw error;
  }
}
