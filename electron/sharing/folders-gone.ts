import { stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "../../server/error-code.ts";

/** Milliseconds that somebody waits for the answer. */
const usualPatience = 500;

/**
 * Looks which folders are not there any more. One look at a time: a network drive that does not answer holds one of the
 * few threads that all of the app looks at disks with, and not all of them.
 */
export class FoldersGone {
  readonly #lookAt: (folder: string) => Promise<boolean>;
  readonly #patience: number;
  #looking: Promise<void> | undefined;
  #gone: string[] = [];

  constructor(lookAt = isGone, patience = usualPatience) {
    this.#lookAt = lookAt;
    this.#patience = patience;
  }

  /** Those of which it is known soon; of the others nothing is. */
  async among(folders: readonly string[]): Promise<readonly string[]> {
    this.#looking ??= this.#look(folders).finally(() => (this.#looking = undefined));
    await Promise.race([this.#looking, wait(this.#patience, undefined, { ref: false })]);
    return [...this.#gone];
  }

  async #look(folders: readonly string[]): Promise<void> {
    this.#gone = [];
    for (const folder of folders) if (await this.#lookAt(folder)) this.#gone.push(folder);
  }
}

/** Whether there is no such folder; one that only cannot be looked at may be there. */
async function isGone(folder: string): Promise<boolean> {
  try {
    return !(await stat(folder)).isDirectory();
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes(codeOf(error));
  }
}
