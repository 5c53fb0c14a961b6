import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { treeOf } from "./process-tree.ts";

/** The servers have one core for themselves, and all that loads them another. */
export type Role = "server" | "load";

const coreOf: Readonly<Record<Role, string>> = { server: "0", load: "1" };

/** Milliseconds that a process gets to end by itself once it is asked to. */
const patience = 1500;

export type Launch = {
  readonly role: Role;
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdio: StdioOptions;
};

/** Every process that the bench starts. None of them outlives it. */
export class Processes {
  readonly #living = new Set<ChildProcess>();
  readonly #taskset: string | undefined;

  /** Without `taskset` nothing is pinned to a core. */
  constructor(taskset: string | undefined) {
    this.#taskset = taskset;
  }

  start({ role, command, environment = {}, stdio }: Launch): ChildProcess {
    const pinned = this.#taskset === undefined ? command : [this.#taskset, "-c", coreOf[role], ...command];
    const [program = "", ...args] = pinned;
    const child = spawn(program, args, { stdio, env: { ...process.env, ...environment } });
    this.#living.add(child);
    child.once("exit", () => this.#living.delete(child));
    child.once("error", () => this.#living.delete(child));
    return child;
  }

  /** Runs a load to its end: what it printed. @throws Error where it fails or takes longer than it may. */
  async run(command: Launch["command"], milliseconds: number): Promise<string> {
    const child = this.start({ role: "load", command, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let complaints = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
    const deadline = setTimeout(() => endTree(child, "SIGKILL"), milliseconds);
    try {
      const [status] = (await once(child, "close")) as [number | null];
      if (status === 0) return output;
      const reason = status === null ? `not done after ${milliseconds / 1000} s` : lastLine(`${output}\n${complaints}`);
      throw new Error(`${command[0]}: ${reason}`);
    } finally {
      clearTimeout(deadline);
    }
  }

  /** Asks a process to end, and ends it. */
  async stop(child: ChildProcess): Promise<void> {
    if (!this.#living.has(child)) return;
    const exit = once(child, "exit");
    endTree(child, "SIGTERM");
    await Promise.race([exit, wait(patience)]);
    if (this.#living.has(child)) {
      endTree(child, "SIGKILL");
      await exit;
    }
  }

  /** For the bench's own end: at once, and without waiting. */
  killAll(): void {
    for (const child of this.#living) endTree(child, "SIGKILL");
  }
}

/** The last line with words, which is where programs say why they gave up. */
export function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

function endTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  for (const pid of treeOf(child.pid).toReversed()) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
