import { lstat, opendir, unlink } from "node:fs/promises";
import path from "node:path";
import { ignoreDisk } from "../files/disk-error.ts";
import { kindOf } from "../files/entry-kind.ts";
import { isTemporaryName } from "../files/names.ts";
import { MadeFolders } from "./made-folders.ts";
import { readRecord } from "./upload-record.ts";

/** Folders that are looked through. */
const mostFolders = 20_000;

/** What is known of files that may have been left behind. */
export type SweepOptions = {
  /** Whether a temporary file belongs to an upload of ours that lives. */
  readonly owns: (path: string) => boolean;
  /** Milliseconds since its last byte: another program's upload that lives is younger. */
  readonly age: number;
  /** The same for one that its visitor may still go on with, which has a record. */
  readonly resumableAge: number;
  readonly isStopped: () => boolean;
};

/** Removes temporary files that a server which did not end well left below a folder; how many. */
export async function removeLeftBehind(folder: string, options: SweepOptions): Promise<number> {
  const folders = [folder];
  let removed = 0;
  for (const one of folders) {
    if (options.isStopped()) break;
    const found = await lookInto(one);
    folders.push(...found.folders.slice(0, mostFolders - folders.length));
    for (const stem of found.stems) removed += await removeOld(folder, stem, options);
  }
  return removed;
}

/** `stems`: temporary files, without what their names end in. */
type Found = { readonly folders: string[]; readonly stems: Set<string> };

/** The folders in a folder, and the temporary files. */
async function lookInto(folder: string): Promise<Found> {
  const found: Found = { folders: [], stems: new Set() };
  try {
    for await (const entry of await opendir(folder, { bufferSize: 128 })) {
      const full = path.join(folder, entry.name);
      const isOurs = isTemporaryName(entry.name);
      if (!isOurs && entry.name.startsWith(".")) continue;
      const kind = await kindOf(entry, full);
      if (kind.isDirectory() && !isOurs) found.folders.push(full);
      if (kind.isFile() && isOurs) found.stems.add(full.replace(/\.[a-z]+$/, ""));
    }
  } catch (error) {
    ignoreDisk(error); // a folder that cannot be read holds no upload of ours
  }
  return found;
}

/**
 * Removes a partial file and its record, as far as they are there, where it is old, and the folders that were made for
 * it; how many files.
 */
async function removeOld(folder: string, stem: string, { owns, age, resumableAge }: SweepOptions): Promise<number> {
  const [part, record] = [`${stem}.part`, `${stem}.upload`];
  if (owns(part)) return 0;
  const [written, recorded] = [await modifiedOf(part), await modifiedOf(record)];
  const isPair = written !== undefined && recorded !== undefined;
  if (Date.now() - (written ?? recorded ?? 0) < (isPair ? resumableAge : age)) return 0;
  const [place, made] = [path.dirname(part), new MadeFolders()];
  made.restore(place, Math.min(await madeFoldersFor(part), depthOf(place, folder)));
  const removed = (await remove(part)) + (await remove(record));
  await made.remove(place);
  return removed;
}

/** How many folders were made for a partial file; 0 also where its record cannot be read: they stay then. */
async function madeFoldersFor(part: string): Promise<number> {
  try {
    return (await readRecord(part))?.madeFolders ?? 0;
  } catch (error) {
    ignoreDisk(error);
    return 0;
  }
}

/** How many folders lie between: 0 for the same one. */
function depthOf(place: string, folder: string): number {
  return place === folder ? 0 : path.relative(folder, place).split(path.sep).length;
}

/** Milliseconds since 1970; undefined: it is not there, or not for us. */
async function modifiedOf(file: string): Promise<number | undefined> {
  try {
    return (await lstat(file)).mtimeMs;
  } catch (error) {
    ignoreDisk(error);
    return undefined;
  }
}

async function remove(file: string): Promise<number> {
  try {
    await unlink(file);
    return 1;
  } catch (error) {
    ignoreDisk(error); // gone, or not ours to remove
    return 0;
  }
}
