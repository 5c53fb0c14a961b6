import type { Dir, Dirent } from "node:fs";
import type { ListingOrder } from "./listing-order.ts";
import type { NameOrder, OrderedName } from "./name-order.ts";

/** What is to be known of a folder. */
export type FolderQuestion = ListingOrder & {
  /** A real folder, absolute. */
  readonly folder: string;
  /** Names that are read at the most. */
  readonly most: number;
  /** Whether names that start with a dot are looked at. */
  readonly dotfiles: boolean;
};

/** What is in a folder, sorted, in columns: small, and quick to hand from one thread to another. */
export type FolderColumns = {
  /** Where the folder really is that was read: another may have come in its place since it was found. */
  readonly realFolder: string;
  /** One after the other, each followed by NUL. */
  readonly names: string;
  /** A sum of `isFolder` and `isLink`. */
  readonly kinds: Uint8Array<ArrayBuffer>;
  /** Bytes; NaN: there is no such number, or the disk does not tell. */
  readonly sizes: Float64Array<ArrayBuffer>;
  /** Milliseconds since 1970; NaN: the disk does not tell. */
  readonly dates: Float64Array<ArrayBuffer>;
  /** Whether the folder holds more. */
  readonly isCut: boolean;
};

/** It is a folder. */
export const isFolder = 1;
/** It is what the name leads to that is a file or a folder: whether that is shared is still to be found out. */
export const isLink = 2;

/** What was found, in the order of the disk. */
export type Found = {
  readonly names: readonly OrderedName[];
  readonly kinds: readonly number[];
  readonly sizes: readonly number[];
  readonly dates: readonly number[];
};
/** Opens a folder, until `close` is called; `realFolder`: where what is open really is. */
export type OpenListed = (folder: string) => {
  readonly directory: Dir;
  readonly realFolder: string;
  readonly close: () => void;
};
/** Looks at a name; undefined: it is neither file nor folder, or gone. */
export type LookAt = (dirent: Dirent, path: string) => { kind: number; size: number; date: number } | undefined;
/** Where what was found stands when it is sorted. */
export type SortFound = (found: Found, question: ListingOrder, order: NameOrder) => number[];

/**
 * Reads a folder, looks at each name, and sorts. It does all of it at once, and belongs into a thread of its own,
 * where it is sent as text: it may use nothing of this module. @throws Error of the disk.
 */
export function readFolder(
  question: FolderQuestion,
  order: NameOrder,
  open: OpenListed,
  lookAt: LookAt,
  sort: SortFound,
): FolderColumns {
  const { sep } = process.getBuiltinModule("node:path");
  const names: OrderedName[] = [];
  const kinds: number[] = [];
  const sizes: number[] = [];
  const dates: number[] = [];
  let isCut = false;
  const { directory, realFolder, close } = open(question.folder);
  try {
    for (let dirent = directory.readSync(); dirent !== null && !isCut; dirent = directory.readSync()) {
      if (!question.dotfiles && dirent.name.startsWith(".")) continue;
      const look = lookAt(dirent, question.folder + sep + dirent.name);
      if (look === undefined) continue;
      isCut = names.length >= question.most;
      if (isCut) continue;
      kinds.push(look.kind);
      sizes.push(look.size);
      dates.push(look.date);
      names.push(order.ordered(dirent.name));
    }
  } finally {
    close();
  }
  const sorted = sort({ names, kinds, sizes, dates }, question, order);
  return {
    realFolder,
    names: sorted.map((place) => `${names[place]?.name ?? ""}\0`).join(""),
    kinds: new Uint8Array(sorted.map((place) => kinds[place] ?? 0)),
    sizes: new Float64Array(sorted.map((place) => sizes[place] ?? 0)),
    dates: new Float64Array(sorted.map((place) => dates[place] ?? 0)),
    isCut,
  };
}

/**
 * As `readFolder` needs it, and as free of everything else. Only Linux tells where an open folder is. It stays open as
 * long as it is read: where a disk does not tell the kind of a name, Node.js looks at that by the path it opened.
 */
export function openListed(folder: string): ReturnType<OpenListed> {
  const { closeSync, openSync, opendirSync, readlinkSync } = process.getBuiltinModule("node:fs");
  const options = { bufferSize: 128 };
  if (process.platform !== "linux") {
    const directory = opendirSync(folder, options);
    return { directory, realFolder: folder, close: () => directory.closeSync() };
  }
  const descriptor = openSync(folder, "r");
  try {
    const own = `/proc/self/fd/${descriptor}`;
    const realFolder = readlinkSync(own);
    const directory = opendirSync(own, options);
    const close = () => {
      directory.closeSync();
      closeSync(descriptor);
    };
    return { directory, realFolder, close };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** As `readFolder` needs it, and as free of everything else. */
export function lookAtName(dirent: Dirent, path: string): ReturnType<LookAt> {
  const unknown = Number.NaN;
  const isOfFolder = 1;
  const isOfLink = 2;
  const isKnown = dirent.isFile() || dirent.isDirectory();
  try {
    const stats = process.getBuiltinModule("node:fs").statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || !(stats.isFile() || stats.isDirectory())) return undefined;
    const kind = (stats.isDirectory() ? isOfFolder : 0) + (isKnown ? 0 : isOfLink);
    return { kind, size: stats.isFile() ? stats.size : unknown, date: stats.mtimeMs };
  } catch {
    if (!isKnown) return undefined; // a circle, or out of reach
    return { kind: dirent.isDirectory() ? isOfFolder : 0, size: unknown, date: unknown };
  }
}

/** As `readFolder` needs it, and as free of everything else. */
export function sortFound(found: Found, { by, descending }: ListingOrder, order: NameOrder): number[] {
  const numbers = by === "size" ? found.sizes : found.dates;
  // whole milliseconds, for the page's script knows no more and sorts alike
  const numberAt = (place: number) => {
    const number = Math.floor(numbers[place] ?? -1);
    return Number.isNaN(number) ? -1 : number;
  };
  const isOfFolder = 1;
  const isFolderAt = (place: number) => (found.kinds[place] ?? 0) & isOfFolder;
  const nothing = { name: "", collated: "", key: "" };
  const compareNames = (one: number, other: number) => {
    return order.compare(found.names[one] ?? nothing, found.names[other] ?? nothing);
  };
  const sign = descending ? -1 : 1;
  const places = found.names.map((_, place) => place);
  return places.sort((one, other) => {
    const rank = isFolderAt(other) - isFolderAt(one);
    if (rank !== 0) return rank;
    if (by === "name") return sign * compareNames(one, other);
    return sign * (numberAt(one) - numberAt(other)) || compareNames(one, other);
  });
}
