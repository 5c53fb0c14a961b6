import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import type { Root } from "../files/root.ts";
import { validatorsOf } from "../files/shared-file.ts";
import { HttpError } from "../http/http-error.ts";
import { LeftOut } from "./left-out.ts";
import { treeEntry, TreeWalk, type TreeEntry, type TreeFolder } from "./tree-walk.ts";
import { ZipLayout } from "./zip-layout.ts";
import { localHeader, type ZipEntry } from "./zip-records.ts";

/** The note that closes a zip which leaves something out. */
export type NoteEntry = ZipEntry & { readonly kind: "note"; readonly text: Buffer };

/** What goes into a zip, in a state of the disk that the tag names. */
export type ZipPlan = { readonly layout: ZipLayout<TreeEntry | NoteEntry>; readonly etag: string };

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
 * @throws HttpError 403, 404 or 413.
 */
export async function planZip(
  root: Root,
  folder: TreeFolder,
  names: readonly string[] | undefined,
  bounds: ZipBounds,
): Promise<ZipPlan> {
  const builder = new PlanBuilder(bounds);
  const leftOut = new LeftOut();
  const stats = await stat(folder.path, { bigint: true });
  if (folder.name !== "") builder.add(treeEntry("folder", folder, stats), validatorsOf(stats, [], Date.now()));
  const walk = new TreeWalk(root, leftOut, (entry, found) => {
    builder.add(entry, validatorsOf(found, [], Date.now()));
  });
  await walk.walk(folder, stats, names);
  if (builder.isEmpty) throw new HttpError(404, "nothing of what was chosen is there");
  if (!leftOut.isEmpty) builder.addNote(folder.name, leftOut.text());
  return builder.plan();
}

class PlanBuilder {
  readonly #bounds: ZipBounds;
  readonly #layout = new ZipLayout<TreeEntry | NoteEntry>();
  readonly #hash = createHash("sha256");
  #isWeak = false;
  #newest = 0;

  constructor(bounds: ZipBounds) {
    this.#bounds = bounds;
  }

  get isEmpty(): boolean {
    return this.#layout.entries.length === 0;
  }

  add(entry: TreeEntry | NoteEntry, { etag = "" }: { readonly etag: string | undefined }): void {
    if (this.#bounds.isAbandoned()) throw new HttpError(503, "the visitor left while the zip was planned");
    if (this.#layout.entries.length >= this.#bounds.entries) throw new TooManyEntries(this.#bounds.entries);
    this.#layout.add(entry);
    // What is sent, to the letter, and the contents' states: another time zone or format is another archive.
    this.#hash.update(localHeader(entry)).update(etag);
    this.#isWeak ||= etag.startsWith("W/");
    this.#newest = Math.max(this.#newest, entry.modified);
  }

  addNote(folder: string, note: string): void {
    const text = Buffer.from(note);
    const name = this.#freeName(`${folder}_not included`, ".txt");
    this.add({ kind: "note", name, size: text.length, modified: this.#newest, text }, { etag: note });
  }

  plan(): ZipPlan {
    const tag = `"zip-${this.#hash.digest("base64url")}"`;
    return { layout: this.#layout, etag: this.#isWeak ? `W/${tag}` : tag };
  }

  #freeName(stem: string, extension: string): string {
    const isTaken = (name: string) => this.#layout.entries.some((entry) => entry.name === name);
    let name = stem + extension;
    for (let number = 2; isTaken(name); number++) name = `${stem} (${number})${extension}`;
    return name;
  }
}
