import os from "node:os";
import type { Preflight } from "../contract.ts";
import { preflight } from "./preflight.ts";

/** The one preflight under way: beginning another, or cancelling, ends it. */
export class PreflightRun {
  readonly #onProgress: (progress: Preflight) => void;
  #abort = new AbortController();

  constructor(onProgress: (progress: Preflight) => void) {
    this.#onProgress = onProgress;
  }

  /** Begins to count a folder, with or without the names that start with a dot. */
  start(folder: string, dotfiles: boolean): void {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    void this.#run(folder, dotfiles, signal);
  }

  /** Nobody waits for the count any more. */
  cancel(): void {
    this.#abort.abort();
  }

  async #run(folder: string, dotfiles: boolean, signal: AbortSignal): Promise<void> {
    const options = { dotfiles, home: os.homedir(), platform: process.platform, signal };
    try {
      for await (const progress of preflight(folder, options)) if (!signal.aborted) this.#onProgress(progress);
    } catch {
      // the folder went away while it was counted: it cannot be shared either, and starting to says why
    }
  }
}
