import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../../testing/free-port.ts";
import { lastLine } from "../machine/processes.ts";
import type { Workbench } from "../workbench.ts";
import type { ServerKind } from "./server-kind.ts";

/** Milliseconds in which a server must listen. */
const startMilliseconds = 20_000;

/** A server that listens. */
export type RunningServer = {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  readonly scratch: string;
};

/** Servers side by side; they end when the block ends that uses them. */
export class RunningServers implements AsyncDisposable {
  readonly list: RunningServer[] = [];
  readonly #workbench: Workbench;
  readonly #processes: ChildProcess[] = [];

  private constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Starts those of the servers that are installed; one that does not start is said, and left out. */
  static async start(workbench: Workbench, kinds: readonly ServerKind[], root: string): Promise<RunningServers> {
    const servers = new RunningServers(workbench);
    for (const kind of kinds) {
      try {
        await servers.#start(kind, root);
      } catch (error) {
        workbench.say(`${kind.name} is left out: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return servers;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((child) => this.#workbench.processes.stop(child)));
  }

  async #start(kind: ServerKind, root: string): Promise<void> {
    const { processes, tools, runFolder } = this.#workbench;
    const port = await freePort();
    const scratch = path.join(runFolder, `${kind.name.replaceAll(/\W+/g, "-")}-${port}`);
    await mkdir(scratch, { recursive: true });
    const launch = await kind.launch({ port, root, scratch }, tools);
    if (launch === undefined) return;
    const output = path.join(scratch, "output.txt");
    const file = openSync(output, "w");
    const child = processes.start({ role: "server", ...launch, stdio: ["ignore", file, file] });
    closeSync(file);
    this.#processes.push(child);
    await untilListening(child, port, output);
    this.list.push({ name: kind.name, port, pid: child.pid ?? 0, scratch });
  }
}

async function untilListening(child: ChildProcess, port: number, output: string): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < startMilliseconds) {
    await wait(50);
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      throw new Error(`it ended at once: ${lastLine(readFileSync(output, "utf8"))}`);
    }
    if (await accepts(port)) return;
  }
  throw new Error(`it does not listen after ${startMilliseconds / 1000} s`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
