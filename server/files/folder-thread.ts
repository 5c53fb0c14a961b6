import path from "node:path";
import { Worker } from "node:worker_threads";

/** What the disk tells of a name; undefined: it tells nothing. "gone": there is no such name any more. */
export type Look = { readonly size: number; readonly modified: number } | undefined | "gone";

/** Milliseconds without work after which the thread ends. */
const idleMilliseconds = 30_000;
/** Megabytes that its young objects take; its work leaves none behind. */
const youngMegabytes = 2;

type Question = { readonly prefix: string; readonly names: readonly string[] };
type Waiting = { readonly resolve: (answer: Float64Array) => void; readonly reject: (error: Error) => void };

/**
 * Looks at many files in a thread of its own, one after the other: a fraction of the work of asking the thread pool
 * for each by itself, and nothing of it on this thread. It starts when it is needed, and does not keep the program.
 */
export class StatThread {
  #worker: Worker | undefined;
  readonly #waiting: Waiting[] = [];
  #idle: NodeJS.Timeout | undefined;

  /** Sizes in bytes and dates in milliseconds since 1970, links followed. @throws Error where there is no thread. */
  async look(folder: string, names: readonly string[]): Promise<Look[]> {
    const answer = await this.#ask({ prefix: folder + path.sep, names });
    return names.map((_, index) => toLook(answer[2 * index] ?? Number.NaN, answer[2 * index + 1] ?? Number.NaN));
  }

  /** Ends the thread; who waits for it is told. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(question: Question): Promise<Float64Array> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      worker.postMessage(question);
    });
  }

  #start(): Worker {
    const worker = new Worker(`(${serve.toString()})()`, {
      eval: true,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    });
    worker.unref();
    worker.on("message", (answer: Float64Array) => this.#answered(answer));
    worker.on("error", () => undefined); // "exit" follows
    worker.on("exit", () => this.#ended());
    return worker;
  }

  #answered(answer: Float64Array): void {
    const waiting = this.#waiting.shift();
    // A port goes on with what has come meanwhile: it is the event loop's turn before the next question is asked.
    setImmediate(() => waiting?.resolve(answer));
    if (this.#waiting.length > 0) return;
    this.#idle = setTimeout(() => void this.close(), idleMilliseconds).unref();
  }

  #ended(): void {
    clearTimeout(this.#idle);
    this.#worker = undefined;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("the thread has ended"));
  }
}

const goneSize = -1;

function toLook(size: number, modified: number): Look {
  if (size === goneSize) return "gone";
  return Number.isNaN(size) ? undefined : { size, modified };
}

/**
 * What the thread does. It is started from its text, for a packed app has no file of it to name: it may use nothing
 * of this module.
 */
function serve(): void {
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  const { statSync } = process.getBuiltinModule("node:fs");
  const sizeOfGone = -1;
  parentPort?.on("message", ({ prefix, names }: Question) => {
    const answer = new Float64Array(2 * names.length).fill(Number.NaN);
    for (const [index, name] of names.entries()) {
      try {
        const stats = statSync(prefix + name, { throwIfNoEntry: false });
        answer[2 * index] = stats?.size ?? sizeOfGone;
        answer[2 * index + 1] = stats?.mtimeMs ?? 0;
      } catch {
        // the disk does not tell: it stays NaN
      }
    }
    parentPort.postMessage(answer, [answer.buffer]);
  });
}
