import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { CleanUps } from "./shared-folder.ts";

const command = path.join(import.meta.dirname, "..", "terminal", "cli.ts");

/** A process, and what it says. */
export class Terminal {
  readonly child: ChildProcess;
  /** Its exit status; undefined: a signal ended it. */
  readonly exited: Promise<number | undefined>;
  output = "";
  errors = "";
  #wake: () => void = () => undefined;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => this.#hear(() => (this.output += text)));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#hear(() => (this.errors += text)));
    this.exited = new Promise((resolve) => {
      child.on("close", (status) => {
        resolve(status ?? undefined);
        this.#wake();
      });
    });
  }

  /** Waits until the output, or what it says of errors, matches. @throws Error where the process ends before. */
  async says(pattern: RegExp, where: "output" | "errors" = "output"): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this[where]);
      if (match !== null) return match;
      if (this.child.exitCode !== null)
        throw new Error(`ended without saying ${pattern.source}: ${this.output}${this.errors}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #hear(append: () => void): void {
    append();
    this.#wake();
  }
}

/** Runs the terminal command; it is killed behind the test. */
export function runShare(
  test: CleanUps,
  args: readonly string[],
  options: { uid?: number; shell?: string } = {},
): Terminal {
  const { uid, shell } = options;
  const stdio = ["ignore", "pipe", "pipe"] as const;
  const whole = [process.execPath, command, ...args];
  const [file = "", ...rest] = shell === undefined ? whole : ["sh", "-c", `${shell}; exec "$@"`, "sh", ...whole];
  const child = spawn(file, rest, { stdio: [...stdio], ...(uid === undefined ? {} : { uid, gid: uid }) });
  test.after(() => child.kill("SIGKILL"));
  return new Terminal(child);
}

/** A folder that the terminal command shares on a free port of 127.0.0.1, its log as JSON lines on its output. */
export async function shareFolder(
  test: CleanUps,
  folder: string,
  args: readonly string[] = ["--log", "ndjson"],
  options: { shell?: string } = {},
): Promise<Terminal & { port: number; url: string }> {
  const terminal = runShare(test, [folder, "--host", "127.0.0.1", "--port", "0", ...args], options);
  const [, port = ""] = await terminal.says(/http:\/\/127\.0\.0\.1:([0-9]+)\//);
  return Object.assign(terminal, { port: Number(port), url: `http://127.0.0.1:${port}/` });
}

/** The JSON lines of an output. */
export function eventsOf(output: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = output.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Whether a program is installed, and what a skipped test says if it is not. */
export async function missing(program: string): Promise<string | false> {
  const status = await new Terminal(spawn("sh", ["-c", `command -v ${program}`])).exited;
  return status === 0 ? false : `${program} is not installed`;
}

/** Runs a program to its end. */
export async function run(
  program: string,
  args: readonly string[],
): Promise<{ status: number | undefined; output: string; errors: string }> {
  const terminal = new Terminal(spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] }));
  const status = await terminal.exited;
  return { status, output: terminal.output, errors: terminal.errors };
}
