import type { Exported, Result } from "../contract.ts";
import { exportLog, type ExportOptions, type Log } from "./export-log.ts";
import { exportProblem } from "./export-problem.ts";

/** Writes the log into files, and knows which of them are not whole yet. */
export class Exports {
  readonly #log: Log;
  readonly #running = new Set<Promise<number>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Writes the records with these ids, as far as they are still kept. */
  async write(ids: readonly number[], file: string, options: ExportOptions): Promise<Result<Exported>> {
    const running = exportLog(this.#log, ids, file, options);
    this.#running.add(running);
    try {
      return { ok: true, value: { file, records: await running } };
    } catch (error) {
      return { ok: false, problem: exportProblem(file, error) };
    } finally {
      this.#running.delete(running);
    }
  }

  /** Resolves when all that is being written is there, or could not be written: quitting would cut it off. */
  async written(): Promise<void> {
    await Promise.allSettled(this.#running);
  }
}
