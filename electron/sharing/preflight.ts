import type { Dirent } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import path from "node:path";
import { ignoreDisk } from "../../server/files/disk-error.ts";
import { kindOf } from "../../server/files/entry-kind.ts";
import { refusalOf, startsWithDot } from "../../server/files/names.ts";
import { realPath } from "../../server/files/real-path.ts";
import type { Preflight } from "../contract.ts";
import { dangerOf, dangerOfFolder, isWithin, Warnings } from "./warnings.ts";

/** What counting a folder has to know beside it. */
export type PreflightOptions = {
  /** Whether names that start with a dot are shared. */
  readonly dotfiles: boolean;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly signal: AbortSignal;
};

/** Entries that are looked at together: the disk has something to do, and the app's own work gets its turns between. */
const sliceEntries = 64;
const reportMilliseconds = 150;

/** Counts what a visitor of this folder would find, and says again and again how far it is; ends early when aborted. */
export async function* preflight(folder: string, options: PreflightOptions): AsyncGenerator<Preflight> {
  const count = new Count(folder, await realPath(folder), options);
  await count.judge();
  let reported = performance.now();
  yield count.report(false);
  for await (const slice of count.slices()) {
    if (options.signal.aborted) return;
    await count.add(slice);
    if (performance.now() - reported < reportMilliseconds) continue;
    reported = performance.now();
    yield count.report(false);
  }
  yield count.report(true);
}

/** Some entries of a folder. */
type Slice = { readonly folder: string; readonly entries: readonly Dirent[] };

/** One count of one folder. */
class Count {
  readonly #folder: string;
  readonly #options: PreflightOptions;
  readonly #warnings = new Warnings();
  #files = 0;
  #folders = 0;
  #bytes = 0;
  readonly #root: string;
  readonly #left: string[];

  /** `root`: the folder itself, where its path is that of a link to it. */
  constructor(folder: string, root: string, options: PreflightOptions) {
    this.#folder = folder;
    this.#root = root;
    this.#options = options;
    this.#left = [folder];
  }

  /** Looks at the folder as a whole: what it is, and not what it is called. */
  async judge(): Promise<void> {
    const { home, platform } = this.#options;
    const danger = dangerOfFolder(this.#root, (await orUndefined(realPath(home))) ?? home, platform);
    if (danger) this.#warnings.add(danger, "", false);
  }

  report(done: boolean): Preflight {
    const warnings = this.#warnings.list();
    return { folder: this.#folder, files: this.#files, folders: this.#folders, bytes: this.#bytes, warnings, done };
  }

  /** All that is to be counted, as far as it is known by then. */
  async *slices(): AsyncGenerator<Slice> {
    for (let folder = this.#left.pop(); folder !== undefined; folder = this.#left.pop()) yield* slicesOf(folder);
  }

  async add({ folder, entries }: Slice): Promise<void> {
    const found = await Promise.all(entries.map((entry) => this.#addEntry(path.join(folder, entry.name), entry)));
    this.#left.push(...found.filter((inner) => inner !== undefined));
  }

  /** The entry's path, if it is a folder that is to be counted too. */
  async #addEntry(file: string, entry: Dirent): Promise<string | undefined> {
    const isHidden = !this.#options.dotfiles && startsWithDot(entry.name);
    if (!isHidden && refusalOf(entry.name, this.#options) !== undefined) return undefined; // a drive's bin, say
    const kind = await kindOf(entry, file);
    const danger = dangerOf(entry.name, kind.isDirectory());
    if (danger) this.#warnings.add(danger, path.relative(this.#folder, file), isHidden);
    if (isHidden) return undefined;
    if (kind.isSymbolicLink()) await this.#addLink(file);
    if (kind.isFile()) await this.#addFile(file);
    if (!kind.isDirectory()) return undefined;
    this.#folders++;
    return file;
  }

  async #addFile(file: string): Promise<void> {
    const facts = await orUndefined(stat(file));
    if (facts === undefined) return;
    this.#files++;
    this.#bytes += facts.size;
  }

  /** What a link leads to inside the folder is counted where it lies. */
  async #addLink(link: string): Promise<void> {
    const target = await orUndefined(realPath(link));
    if (target === undefined || isWithin(target, this.#root)) return;
    this.#warnings.add("link out", path.relative(this.#folder, link), false);
  }
}

/** The entries of a folder; of one that cannot be read, none, and of one that is lost meanwhile what came before. */
async function* slicesOf(folder: string): AsyncGenerator<Slice> {
  const directory = await orUndefined(opendir(folder, { bufferSize: sliceEntries }));
  if (directory === undefined) return;
  let entries: Dirent[] = [];
  try {
    for await (const entry of directory) {
      entries.push(entry);
      if (entries.length < sliceEntries) continue;
      yield { folder, entries };
      entries = [];
    }
  } catch (error) {
    ignoreDisk(error);
  }
  yield { folder, entries };
}

/** What is gone by now, or may not be looked at, will not be served either. */
async function orUndefined<Value>(value: Promise<Value>): Promise<Value | undefined> {
  try {
    return await value;
  } catch (error) {
    ignoreDisk(error);
    return undefined;
  }
}
