import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Processes } from "../machine/processes.ts";
import type { HoldJob, HoldResult, Job, Results } from "./jobs.ts";

const program = fileURLToPath(new URL("load.ts", import.meta.url));
/** Milliseconds in which all connections of a hold must be made. */
const holdMilliseconds = 120_000;

type BoundedJob = Exclude<Job, HoldJob>;

/** Runs a job of the load program to its end. @throws Error where it fails or takes too long. */
export async function runLoad<Kind extends BoundedJob["kind"]>(
  processes: Processes,
  job: Extract<Job, { readonly kind: Kind }>,
  milliseconds = 120_000,
): Promise<Results[Kind]> {
  const output = await processes.run([process.execPath, program, JSON.stringify(job)], milliseconds);
  return JSON.parse(output) as Results[Kind];
}

/** Connections that a load program holds while the block lasts that uses them. */
export class HeldConnections implements AsyncDisposable {
  readonly #processes: Processes;
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(processes: Processes, job: HoldJob) {
    this.#processes = processes;
    const command = [process.execPath, program, JSON.stringify(job)] as const;
    this.#child = processes.start({ role: "load", command, stdio: ["pipe", "pipe", "inherit"] });
    const { stdout } = this.#child;
    if (stdout === null) throw new Error("the load program has no output");
    this.#lines = createInterface(stdout);
  }

  /** Resolves when all of them are made. */
  static async open(processes: Processes, job: HoldJob): Promise<HeldConnections> {
    const held = new HeldConnections(processes, job);
    try {
      await held.#next();
      return held;
    } catch (error) {
      await held[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** How many are held now. */
  async count(): Promise<HoldResult> {
    const next = this.#next();
    this.#child.stdin?.write("\n");
    return next;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#lines.close();
    this.#child.stdin?.end();
    await this.#processes.stop(this.#child);
  }

  async #next(): Promise<HoldResult> {
    const signal = AbortSignal.timeout(holdMilliseconds);
    const ended = once(this.#child, "exit", { signal }).then(() => {
      throw new Error("the load program ended by itself");
    });
    ended.catch(() => undefined); // after the line has come nobody waits for it
    const [line] = (await Promise.race([once(this.#lines, "line", { signal }), ended])) as [string];
    return JSON.parse(line) as HoldResult;
  }
}
