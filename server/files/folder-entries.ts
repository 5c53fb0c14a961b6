import path from "node:path";
import type { Asker } from "../fair-turns.ts";
import { HttpError } from "../http/http-error.ts";
import { ignoreDisk, toHttpError } from "./disk-error.ts";
import type { FolderReader } from "./folder-reader.ts";
import type { ListingOrder } from "./listing-order.ts";
import { refusalOf } from "./names.ts";
import { pauseInTurn } from "./pause-in-turn.ts";
import { isFolder, isLink, type FolderColumns } from "./read-folder.ts";
import { realPath } from "./real-path.ts";
import { restBetween } from "./rest-between.ts";
import { refusalOfReal, tryToRead, type Root } from "./root.ts";

/** One name in a folder, as visitors see it, and what its row shows; undefined: the disk does not tell. */
export type FolderEntry = {
  readonly name: string;
  readonly kind: "file" | "folder";
  readonly size: number | undefined;
  /** Milliseconds since 1970. */
  readonly modified: number | undefined;
};

/** Rows that are made at once; of many divisors, so that a grid's rows are full whatever its columns. */
const batchLength = 120;
/** Milliseconds of work before others get their turn: a new visitor needs several turns for an answer. */
const sliceMilliseconds = 1;
const pause = pauseInTurn();
/** Names that are read for each that may be shown, and how many more: some are left out. */
const readForEach = 2;
const readBeyond = 1000;

/** What a visitor wants to see of a folder. */
export type Wanted = {
  /** Entries at the most. */
  readonly most: number;
  readonly order: ListingOrder;
  /** The visitor; undefined: nobody else waits. */
  readonly asker?: Asker | undefined;
};

/** @throws HttpError where the folder cannot be read: better known before an answer has begun. */
export async function checkReadable(folder: string): Promise<void> {
  try {
    await tryToRead(folder);
  } catch (error) {
    throw toHttpError(error);
  }
}

/** Where an entry stands: its place in the columns, and where its name begins among the names. */
type Places = {
  readonly places: Uint32Array;
  readonly starts: Uint32Array;
  readonly count: number;
  readonly folderCount: number;
};

/** What visitors may see in a folder, sorted: folders first. It holds columns, not rows, for there may be many. */
export class Listing {
  /** Whether the folder holds more than the listing shows. */
  readonly isCut: boolean;
  readonly count: number;
  /** How many of the entries are folders. */
  readonly folderCount: number;
  readonly #columns: FolderColumns;
  readonly #shown: Places;

  constructor(columns: FolderColumns, shown: Places, isCut: boolean) {
    this.#columns = columns;
    this.#shown = shown;
    this.count = shown.count;
    this.folderCount = shown.folderCount;
    this.isCut = isCut;
  }

  /** The first file whose name passes the test. */
  findFile(test: (name: string) => boolean): string | undefined {
    for (let index = this.folderCount; index < this.count; index++) {
      const name = this.#nameAt(index);
      if (test(name)) return name;
    }
    return undefined;
  }

  /** The entries, a batch at a time; others get their turn between them. */
  async *batches(): AsyncGenerator<FolderEntry[]> {
    const rest = restBetween(sliceMilliseconds, pause);
    for (let at = 0; at < this.count; at += batchLength) {
      const length = Math.min(batchLength, this.count - at);
      yield Array.from({ length }, (_, index) => this.#entryAt(at + index));
      await rest();
    }
  }

  #entryAt(index: number): FolderEntry {
    const { sizes, dates } = this.#columns;
    const place = this.#shown.places[index] ?? 0;
    const kind = index < this.folderCount ? "folder" : "file";
    return { name: this.#nameAt(index), kind, size: known(sizes[place]), modified: known(dates[place]) };
  }

  #nameAt(index: number): string {
    const start = this.#shown.starts[index] ?? 0;
    return this.#columns.names.slice(start, this.#columns.names.indexOf("\0", start));
  }
}

function known(number: number | undefined): number | undefined {
  return Number.isNaN(number) ? undefined : number;
}

/**
 * What visitors may see in a real folder of the share.
 * @throws HttpError where the folder cannot be read.
 */
export async function listFolder(reader: FolderReader, root: Root, folder: string, wanted: Wanted): Promise<Listing> {
  const { most, order, asker } = wanted;
  const question = { folder, most: readForEach * most + readBeyond, dotfiles: root.dotfiles, ...order };
  let columns: FolderColumns;
  try {
    columns = await reader.read(question, asker);
  } catch (error) {
    throw toHttpError(error);
  }
  const refusal = refusalOfReal(root, columns.realFolder);
  if (refusal !== undefined) throw new HttpError(404, refusal);
  return shownOf(columns, root, folder, most);
}

/** Leaves out what is not shared. */
async function shownOf(columns: FolderColumns, root: Root, folder: string, most: number): Promise<Listing> {
  const { names, kinds, dates } = columns;
  const places = new Uint32Array(Math.min(most, kinds.length));
  const starts = new Uint32Array(places.length);
  let [count, folderCount, start] = [0, 0, 0];
  const rest = restBetween(sliceMilliseconds, pause);
  for (const [place, kind] of kinds.entries()) {
    if (place % batchLength === 0) await rest();
    const name = names.slice(start, names.indexOf("\0", start));
    const nameStart = start;
    start += name.length + 1;
    if (refusalOf(name, root) !== undefined || isGarbled(name, known(dates[place]))) continue;
    if ((kind & isLink) !== 0 && !(await isInside(root, path.join(folder, name)))) continue;
    if (count === most) return new Listing(columns, { places, starts, count, folderCount }, true);
    [places[count], starts[count]] = [place, nameStart];
    count++;
    if ((kind & isFolder) !== 0) folderCount++;
  }
  return new Listing(columns, { places, starts, count, folderCount }, columns.isCut);
}

/** Whether a name stands for one that is no UTF-8, and that no URL leads to: nothing is found by it. */
function isGarbled(name: string, modified: number | undefined): boolean {
  return modified === undefined && name.includes("\ufffd");
}

async function isInside(root: Root, link: string): Promise<boolean> {
  try {
    const real = await realPath(link);
    return refusalOfReal(root, real) === undefined && !real.includes("\ufffd"); // no UTF-8: it cannot be opened
  } catch (error) {
    ignoreDisk(error); // it vanished meanwhile
    return false;
  }
}
