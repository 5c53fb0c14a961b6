import type { FileHandle } from "node:fs/promises";
import { toError } from "../error-code.ts";

/** Bytes that are worth a sync: the disk has some tenths of a second to do. */
const sliceBytes = 32 * 1024 * 1024;

/**
 * Puts long files on the disk while the rest of them comes, so that the sync at their end finds little to do. One
 * sync at a time for all of them: each holds one of the few threads that read files for everybody.
 */
export class EarlySyncs {
  #isRunning = false;

  /** Puts on the disk what has been written; undefined: another file's turn. Rejects with what the disk says. */
  begin(file: FileHandle): Promise<void> | undefined {
    if (this.#isRunning) return undefined;
    this.#isRunning = true;
    return file.datasync().finally(() => {
      this.#isRunning = false;
    });
  }
}

/** The early syncs of one file. */
export class EarlySync {
  readonly #syncs: EarlySyncs;
  readonly #file: FileHandle;
  #begunAt: number;
  #running: Promise<void> | undefined;
  #failure: Error | undefined;

  /** `start`: bytes of it that are there already. */
  constructor(syncs: EarlySyncs, file: FileHandle, start: number) {
    this.#syncs = syncs;
    this.#file = file;
    this.#begunAt = start;
  }

  /** So many bytes of the file are written. */
  reached(written: number): void {
    if (written - this.#begunAt < sliceBytes || this.#running !== undefined) return;
    const sync = this.#syncs.begin(this.#file);
    if (sync === undefined) return;
    this.#begunAt = written;
    this.#running = this.#keepFailure(sync);
  }

  /**
   * What the disk said: bytes that were written are lost, nobody knows which. A system tells it once, so the sync
   * at the end would not know of it.
   */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Resolves when none is running. */
  async settle(): Promise<void> {
    await this.#running;
  }

  async #keepFailure(sync: Promise<void>): Promise<void> {
    try {
      await sync;
    } catch (error) {
      this.#failure = toError(error);
    } finally {
      this.#running = undefined;
    }
  }
}
