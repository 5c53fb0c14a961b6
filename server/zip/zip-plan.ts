import { createHash } from "node:crypto";
import type { Root } from "../files/root.ts";
import { validatorsOf } from "../files/shared-file.ts";
import type { DiskStats } from "../files/tree/found.ts";
import { TreeWalk, type TreeFolder } from "../files/tree/tree-walk.ts";
import { HttpError } from "../http/http-error.ts";
import { BigIntColumn } from "./columns.ts";
import { LeftOut } from "./left-out.ts";
import { ZipLayout } from "./zip-layout.ts";
import { localHeader, type ZipEntry } from "./zip-records.ts";

/** What goes into a zip, in a state of the disk that the tag names. */
export type ZipPlan = {
  readonly layout: ZipLayout;
  /** Below it lie all files: what an entry's name starts with inside the archive stands for it. */
  readonly folder: TreeFolder;
  /** When each entry was modified, in nanoseconds since 1970. */
  readonly states: BigIntColumn;
  /** What was left out, and which entry says so; -1: nothing was. */
  readonly note: Buffer;
  readonly noteIndex: number;
  readonly etag: string;
  /** Names the very files, and their state as exactly as the disk tells it. Starts with the tag. */
  readonly identity: string;
};

/** How large a plan may become, and whether it is still wanted. */
export type ZipBounds = {
  readonly entries: number;
  /** Whether nobody waits for the plan any more. */
  readonly isAbandoned: () => boolean;
};

/** There is more in the tree than one zip may hold. */
export class TooManyEntries extends HttpError {
  constructor(most: number) {
    super(413, `there are more than ${most} files and folders in it`);
  }
}

/**
 * Decides what a zip of a folder holds, or of the names chosen in it, without reading any content. The folder's own
 * name comes first where it has one.
 * @throws HttpError 404 where nothing is there, 413 where there is too much, 503 where nobody waits; or as the disk says.
 */
export async function planZip(
  root: Root,
  folder: TreeFolder,
  names: readonly string[] | undefined,
  bounds: ZipBounds,
): Promise<ZipPlan> {
  const builder = new PlanBuilder(folder, bounds);
  builder.mustBeWanted();
  const leftOut = new LeftOut();
  const add = (name: string, reason: string) => {
    builder.mustBeWanted(); // of all that was chosen nothing may be there
    leftOut.add(name, reason);
  };
  const passedOver = { add, addHidden: () => leftOut.addHidden() };
  const mayList = (names: number) => builder.mayList(names);
  const walk = new TreeWalk(root, passedOver, (name, stats) => builder.add(name, stats), mayList);
  await walk.walk(folder, names);
  if (builder.isEmpty) throw new HttpError(404, "nothing of what was chosen is there");
  if (!leftOut.isEmpty) builder.addNote(leftOut.text());
  return builder.plan();
}

class PlanBuilder {
  readonly #folder: TreeFolder;
  readonly #bounds: ZipBounds;
  readonly #layout = new ZipLayout();
  readonly #states = new BigIntColumn();
  readonly #hash = createHash("sha256");
  readonly #identity = createHash("sha256");
  #isWeak = false;
  #newest = 0;
  #note = Buffer.alloc(0);
  #noteIndex = -1;
  readonly #noteStem: string;
  /** Names that begin as the note's does. Gone through at the end, all others would hold everybody up. */
  readonly #taken = new Set<string>();

  constructor(folder: TreeFolder, bounds: ZipBounds) {
    this.#folder = folder;
    this.#noteStem = `${folder.name}_not included`;
    this.#identity.update(`${folder.path}\n`);
    this.#bounds = bounds;
  }

  get isEmpty(): boolean {
    return this.#layout.count === 0;
  }

  /** @throws HttpError 503 where nobody waits for the plan any more. */
  mustBeWanted(): void {
    if (this.#bounds.isAbandoned()) throw new HttpError(503, "the visitor left while the zip was planned");
  }

  /**
   * The names of a folder are kept until all of them are read and sorted: as many again as the zip may hold may yet be
   * left out, and no more.
   * @throws TooManyEntries
   */
  mayList(names: number): void {
    if (names > 2 * this.#bounds.entries) throw new TooManyEntries(this.#bounds.entries);
  }

  add(name: string, stats: DiskStats): void {
    const { etag = "" } = validatorsOf(stats, [], Date.now());
    const size = name.endsWith("/") ? 0 : Number(stats.size);
    // Many files may have the same date: those of all packages of npm have.
    this.#identity.update(`${stats.dev} ${stats.ino} ${stats.ctimeNs}\n`);
    this.#add({ name, size, modified: Number(stats.mtimeMs) }, stats.mtimeNs, etag);
  }

  addNote(text: string): void {
    this.#note = Buffer.from(text);
    this.#noteIndex = this.#layout.count;
    this.#add({ name: this.#freeNoteName(), size: this.#note.length, modified: this.#newest }, 0n, text);
  }

  plan(): ZipPlan {
    const tag = `"zip-${this.#hash.digest("base64url")}"`;
    const etag = this.#isWeak ? `W/${tag}` : tag;
    const identity = `${etag} ${this.#identity.digest("base64url")}`;
    const [layout, folder, states] = [this.#layout, this.#folder, this.#states];
    return { layout, folder, states, note: this.#note, noteIndex: this.#noteIndex, etag, identity };
  }

  #add(entry: ZipEntry, modifiedNanoseconds: bigint, etag: string): void {
    this.mustBeWanted();
    if (this.#layout.count >= this.#bounds.entries) throw new TooManyEntries(this.#bounds.entries);
    this.#layout.add(entry);
    this.#states.add(modifiedNanoseconds);
    // What is sent, to the letter, and the contents' states: another time zone or format is another archive.
    this.#hash.update(localHeader(entry)).update(etag);
    this.#isWeak ||= etag.startsWith("W/");
    this.#newest = Math.max(this.#newest, entry.modified);
    if (entry.name.startsWith(this.#noteStem)) this.#taken.add(entry.name);
  }

  #freeNoteName(): string {
    let name = `${this.#noteStem}.txt`;
    for (let number = 2; this.#taken.has(name); number++) name = `${this.#noteStem} (${number}).txt`;
    return name;
  }
}
