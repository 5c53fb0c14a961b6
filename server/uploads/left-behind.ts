import { opendir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../files/disk-error.ts";
import { isTemporaryName } from "../files/names.ts";

/** Folders that are looked through. */
const mostFolders = 20_000;

export type SweepOptions = {
  /** Whether a temporary file belongs to an upload of ours that lives. */
  readonly owns: (path: string) => boolean;
  /** Milliseconds since its last byte: another program's upload that lives is younger. */
  readonly age: number;
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
    for (const file of found.temporaries) if (await removeOld(file, options)) removed++;
  }
  return removed;
}

type Found = { readonly folders: string[]; readonly temporaries: string[] };

/** The folders in a folder, and the temporary files. */
async function lookInto(folder: string): Promise<Found> {
  const found: Found = { folders: [], temporaries: [] };
  try {
    for await (const entry of await opendir(folder, { bufferSize: 128 })) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith(".")) found.folders.push(full);
      if (entry.isFile() && isTemporaryName(entry.name)) found.temporaries.push(full);
    }
  } catch (error) {
    if (codeOf(error) === "") throw error; // a folder that cannot be read holds no upload of ours
  }
  return found;
}

async function removeOld(file: string, { owns, age }: SweepOptions): Promise<boolean> {
  if (owns(file)) return false;
  try {
    if (Date.now() - (await stat(file)).mtimeMs < age) return false;
    await unlink(file);
    return true;
  } catch (error) {
    if (codeOf(error) !== "") return false; // gone, or not ours to remove
    throw error;
  }
}
