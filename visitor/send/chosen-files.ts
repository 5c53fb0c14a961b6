import { restBetween } from "../../server/files/rest-between.ts";
import { nextTask } from "../list/table-view.ts";

/** A file to send, and the folders that it lies in below what was chosen. */
export type ChosenFile = { readonly file: File; readonly folders: readonly string[] };

/** Whether a field can ask for folders: on phones few browsers do, and those only of late. */
export function canChooseFolders(): boolean {
  return "webkitdirectory" in HTMLInputElement.prototype;
}

/** Files of a file field; one for folders tells each file's path. */
export function filesOf(list: Iterable<File>): readonly ChosenFile[] {
  return [...list].map((file) => ({ file, folders: pathOf(file).split("/").slice(0, -1) }));
}

/** Where no folders can be chosen, files may have no such property. */
function pathOf(file: File): string {
  const path = file.webkitRelativePath as string | undefined;
  return path ?? "";
}

/** What is to be sent, and how many hidden files of folders were left out. */
export type Sendable = { readonly files: readonly ChosenFile[]; readonly hidden: number };

/** A Mac keeps a folder's own picture in a file whose name ends in a carriage return. */
const hiddenName = /^(\.|(desktop\.ini|thumbs\.db|icon\r)$)/i;

/** Leaves out what is hidden in folders: systems put it there, as .DS_Store or Thumbs.db, and the server takes none. */
export function splitHidden(chosen: readonly ChosenFile[]): Sendable {
  const isHidden = ({ file, folders }: ChosenFile) =>
    folders.length > 0 && [...folders, file.name].some((name) => hiddenName.test(name));
  const files = chosen.filter((one) => !isHidden(one));
  return { files, hidden: chosen.length - files.length };
}

/** Milliseconds of looking at files before others get their turn. */
const sliceMilliseconds = 8;

/**
 * Looks at files, so that their sizes and dates are known. The browser asks the disk for each when a script wants them,
 * and everything waits: those of thousands are more than a second of it, on a phone some.
 */
export async function lookAt(files: readonly ChosenFile[]): Promise<void> {
  const rest = restBetween(sliceMilliseconds, nextTask);
  for (const { file } of files) {
    for (const fact of ["size", "lastModified"]) Reflect.get(file, fact);
    await rest();
  }
}

/**
 * Whether a file is no more as it was when it was chosen. While WebKit goes elsewhere, be it for a download, it breaks all
 * that is under way and reads nothing at all: that is not the file's fault.
 */
export async function isGone(file: File): Promise<boolean> {
  const [own, other] = await Promise.all([canBeRead(file.slice(0, 1)), canBeRead(new Blob(["x"]))]);
  return other && !own;
}

function canBeRead(blob: Blob): Promise<boolean> {
  return blob.arrayBuffer().then(
    () => true,
    () => false,
  );
}

/** What was dropped; `unread`: files and folders that the browser could not read. */
export type Dropped = { readonly files: readonly ChosenFile[]; readonly unread: number };

/** Files of what was dropped, with those in folders. */
export async function droppedFiles(data: DataTransfer): Promise<Dropped> {
  // All of them are asked for before the first wait: then the browser empties what was dropped.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return { files: filesOf(data.files), unread: 0 };
  const found: (ChosenFile | undefined)[] = [];
  for (const entry of entries) for await (const file of filesBelow(entry, [])) found.push(file);
  const files = found.filter((file) => file !== undefined);
  return { files, unread: found.length - files.length };
}

/** The files of an entry; undefined in the place of what cannot be read. */
async function* filesBelow(entry: FileSystemEntry, folders: readonly string[]): AsyncGenerator<ChosenFile | undefined> {
  if (isFile(entry)) {
    const file = await new Promise<File | undefined>((resolve) => entry.file(resolve, () => resolve(undefined)));
    yield file && { file, folders };
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // a reader gives a part at a time, and nothing at the end
    let part = await readPart(reader);
    for (; part !== undefined && part.length > 0; part = await readPart(reader)) {
      for (const inner of part) yield* filesBelow(inner, [...folders, entry.name]);
    }
    if (part === undefined) yield undefined;
  }
}

/** Chromium has the classes of entries, but gives pages no names for them: `instanceof` is of no use. */
function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function readPart(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[] | undefined> {
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve(undefined)));
}
