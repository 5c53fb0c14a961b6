import type { Dirent } from "node:fs";
import { opendir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { codeOf, toHttpError } from "./disk-error.ts";
import { compareNames, ordered, type OrderedName } from "./name-order.ts";
import { refusalOf } from "./names.ts";
import { refusalOfReal, type Root } from "./root.ts";
import { sortInSlices } from "./sort-in-slices.ts";
import type { Look, StatThread } from "./stat-thread.ts";

type Kind = "file" | "folder";

/** One name in a folder, as visitors see it. */
export type FolderEntry = { readonly name: string; readonly kind: Kind };

type ListedEntry = FolderEntry & OrderedName;

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
/** Entries that the thread looks at in one go. */
const stride = 4 * batchLength;

/** Folders first, then by name. */
export function compareEntries(one: FolderEntry, other: FolderEntry): number {
  if (one.kind !== other.kind) return one.kind === "folder" ? -1 : 1;
  return compareNames(ordered(one.name), ordered(other.name));
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
  const folders: ListedEntry[] = [];
  const files: ListedEntry[] = [];
  let isCut = false;
  try {
    for await (const dirent of await opendir(folder, { bufferSize: batchLength })) {
      const found = refusalOf(dirent.name, root) === undefined ? kindOf(root, folder, dirent) : undefined;
      const kind = found instanceof Promise ? await found : found; // most are known at once
      if (kind === undefined) continue;
      isCut = folders.length + files.length >= most;
      if (isCut) break;
      (kind === "folder" ? folders : files).push({ ...ordered(dirent.name), kind });
    }
  } catch (error) {
    throw toHttpError(error);
  }
  const first = await sortInSlices(folders, compareNames, nextTurn);
  return { entries: first.concat(await sortInSlices(files, compareNames, nextTurn)), isCut };
}

/** What a name is to visitors; undefined: nothing they can get. */
function kindOf(root: Root, folder: string, dirent: Dirent): Kind | undefined | Promise<Kind | undefined> {
  if (dirent.name.includes("\ufffd")) return undefined; // not UTF-8: no URL leads to it
  if (dirent.isFile()) return "file";
  if (dirent.isDirectory()) return "folder";
  if (dirent.isFIFO() || dirent.isSocket() || dirent.isBlockDevice() || dirent.isCharacterDevice()) return undefined;
  return kindOfLink(root, path.join(folder, dirent.name)); // a symlink, or a disk that does not tell
}

async function kindOfLink(root: Root, link: string): Promise<Kind | undefined> {
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

/**
 * The entries with size and date, a batch at a time; one that vanished meanwhile is left out. Of many the thread
 * tells, which takes a moment to start; the next ones are read while a batch is used.
 */
export async function* withDetails(
  thread: StatThread,
  folder: string,
  entries: readonly FolderEntry[],
): AsyncGenerator<DetailedEntry[]> {
  const look = entries.length > batchLength ? lookIn(thread) : lookInPool;
  let looking = look(folder, entries.slice(0, stride));
  for (let at = 0; at < entries.length; at += stride) {
    const detailed = await looking;
    looking = look(folder, entries.slice(at + stride, at + 2 * stride));
    for (let from = 0; from < stride && from < detailed.length; from += batchLength) {
      yield detailed.slice(from, from + batchLength).filter((entry) => entry !== undefined);
    }
  }
}

type Looker = (folder: string, entries: readonly FolderEntry[]) => Promise<(DetailedEntry | undefined)[]>;

/** Looks with the thread, and where there is none, as one would without. */
function lookIn(thread: StatThread): Looker {
  return async (folder, entries) => {
    if (entries.length === 0) return [];
    let looks: Look[];
    try {
      looks = await thread.look(
        folder,
        entries.map(({ name }) => name),
      );
    } catch {
      return lookInPool(folder, entries);
    }
    return entries.map((entry, index) => detailed(entry, looks[index]));
  };
}

const lookInPool: Looker = (folder, entries) => {
  return Promise.all(
    entries.map(async (entry) => {
      try {
        const stats = await stat(path.join(folder, entry.name));
        return detailed(entry, { size: stats.size, modified: stats.mtimeMs });
      } catch (error) {
        if (codeOf(error) === "") throw error;
        return detailed(entry, codeOf(error) === "ENOENT" ? "gone" : undefined);
      }
    }),
  );
};

function detailed({ name, kind }: FolderEntry, look: Look): DetailedEntry | undefined {
  if (look === "gone") return undefined;
  return { name, kind, size: kind === "file" ? look?.size : undefined, modified: look?.modified };
}
