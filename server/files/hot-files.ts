import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { isSameFile } from "../same-file.ts";
import type { FileState, SharedFile } from "./shared-file.ts";

/** How long a look at the disk counts, in milliseconds: changes show after that at the latest. */
const freshMilliseconds = 50;
/** How long a file counts as what its path leads to while its state stays the same: folders above it may be swapped. */
const trustedMilliseconds = 2000;
/** Entries that nobody asked for in so long are let go: an open one would keep a deleted file's blocks or a drive busy. */
const idleMilliseconds = 5000;
const sweepMilliseconds = 1000;
const mostEntries = 2048;
const mostBytes = 32 * 1024 * 1024;
/** Files up to this size are kept in memory whole. */
export const smallFileBytes = 256 * 1024;

type Entry = {
  readonly file: SharedFile;
  readonly bytes: number;
  readonly loadedAt: number;
  /** It is not much older than the last question for it: those ask for a look as soon as one is due. */
  checkedAt: number;
};

/** What a path leads to: a file, which is kept, or something else that is found anew each time. */
export type Found = SharedFile | { readonly kind: "folder"; readonly path: string } | { readonly kind: "redirect" };

/** Finds what a path leads to on the disk; small files are read. Throws what the visitor is to be answered. */
export type Load = () => Promise<Found>;

/**
 * Files that are asked for again and again: small ones in memory, others open. Each is looked at on the disk
 * again when the last look is 50 ms old, by one stat for all who wait, and looked for anew after 2 s.
 */
export class HotFiles {
  readonly #entries = new Map<string, Entry>();
  readonly #underWay = new Map<string, Promise<Found>>();
  #bytes = 0;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  /** The file, where a look at the disk is not due; the way that needs no waiting. */
  fresh(key: string, now: number): SharedFile | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || now - entry.checkedAt > freshMilliseconds ? undefined : entry.file;
  }

  /** What is on the disk now; all who ask meanwhile wait for one look. Throws what `load` throws. */
  find(key: string, load: Load): Promise<Found> {
    const known = this.#underWay.get(key);
    if (known !== undefined) return known;
    const found = this.#find(key, load).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, found);
    return found;
  }

  /** Lets go of all files, of those as well that are still being looked for. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const key of [...this.#entries.keys()]) this.#drop(key);
  }

  async #find(key: string, load: Load): Promise<Found> {
    const entry = this.#entries.get(key);
    // It may have been let go of during the look.
    if (entry !== undefined && (await isTrusted(entry)) && this.#entries.get(key) === entry) {
      entry.checkedAt = performance.now();
      return entry.file;
    }
    this.#drop(key);
    const found = await load();
    if (found.kind !== "file") return found;
    if (this.#isClosed)
      setImmediate(() => found.release()); // behind those who wait for it
    else this.#keep(key, found);
    return found;
  }

  #keep(key: string, file: SharedFile): void {
    const now = performance.now();
    const bytes = file.size <= smallFileBytes ? file.size : 0;
    this.#entries.set(key, { file, bytes, loadedAt: now, checkedAt: now });
    this.#bytes += bytes;
    this.#timer ??= setInterval(() => this.#sweep(), sweepMilliseconds).unref();
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= mostEntries && this.#bytes <= mostBytes) break;
      if (oldest !== key) this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    entry.file.release();
  }

  #sweep(): void {
    const now = performance.now();
    for (const [key, entry] of this.#entries) if (now - entry.checkedAt > idleMilliseconds) this.#drop(key);
    if (this.#entries.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

async function isTrusted({ file, loadedAt }: Entry): Promise<boolean> {
  return performance.now() - loadedAt <= trustedMilliseconds && (await areUnchanged(file.states));
}

async function areUnchanged(states: readonly FileState[]): Promise<boolean> {
  try {
    for (const { path, stats } of states) if (!isSame(await stat(path, { bigint: true }), stats)) return false;
    return true;
  } catch {
    return false; // gone or out of reach: loading it says which
  }
}

function isSame(one: BigIntStats, other: BigIntStats): boolean {
  return (
    one.mtimeNs === other.mtimeNs && one.ctimeNs === other.ctimeNs && one.size === other.size && isSameFile(one, other)
  );
}
