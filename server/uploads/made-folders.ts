import { rmdir } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../error-code.ts";

/** Folders that were made for uploads, and into which nothing has been saved yet. */
export class MadeFolders {
  readonly #folders = new Set<string>();

  add(folder: string): void {
    this.#folders.add(folder);
  }

  /** How many were made, one in the other, down to this one. */
  levelsOf(folder: string): number {
    let levels = 0;
    for (let at = folder; this.#folders.has(at); at = path.dirname(at)) levels++;
    return levels;
  }

  /** The folder and those that it lies in were made by an earlier run, so many. */
  restore(folder: string, levels: number): void {
    for (let at = folder, left = levels; left > 0; at = path.dirname(at), left--) this.#folders.add(at);
  }

  /** Something is saved in a folder: it stays, and so do those that it lies in. */
  keep(folder: string): void {
    for (let at = folder; this.#folders.delete(at); at = path.dirname(at));
  }

  /** Nothing came of an upload into a folder: what was made for it and is empty goes. Throws no error of the disk. */
  async remove(folder: string): Promise<void> {
    for (let at = folder; this.#folders.has(at); at = path.dirname(at)) {
      try {
        await rmdir(at);
      } catch (error) {
        if (codeOf(error) === "") throw error;
        if (codeOf(error) !== "ENOENT") return; // somebody else's upload is in it, which may still fail
      }
      this.#folders.delete(at);
    }
  }
}
