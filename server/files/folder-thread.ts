import { Worker } from "node:worker_threads";
import { HttpError } from "../http/http-error.ts";
import { nameOrder, type NameOrder } from "./name-order.ts";
import {
  lookAtName,
  readFolder,
  sortFound,
  type FolderColumns,
  type FolderQuestion,
  type LookAt,
  type SortFound,
} from "./read-folder.ts";

/** What it throws away need not stay in memory for long. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

type Failure = { readonly code: string; readonly message: string };
type Answer = FolderColumns | Failure;
type Waiting = {
  readonly question: FolderQuestion;
  readonly resolve: (columns: FolderColumns) => void;
  readonly reject: (error: Error) => void;
};

/**
 * Reads folders in a thread of its own, one after the other: a fraction of the work of asking the thread pool for
 * each name by itself, and nothing of it on this thread. It starts when it is needed and does not keep the program.
 */
export class FolderThread {
  #worker: Worker | undefined;
  /** A thread that cannot live here is not tried again. */
  #isBroken = false;
  #isClosing = false;
  readonly #waiting: Waiting[] = [];
  /** Whoever asks what is being asked already waits for the same answer. */
  readonly #asked = new Map<string, Promise<FolderColumns>>();

  /** Begins now, so that the first question need not wait for it. */
  start(): void {
    if (!this.#isBroken) this.#worker ??= this.#launch();
  }

  /** What is in a folder. @throws Error of the disk, with its code; HttpError 503 where the thread is closed. */
  read(question: FolderQuestion): Promise<FolderColumns> {
    const key = JSON.stringify(question);
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const answer = this.#ask(question).finally(() => this.#asked.delete(key));
    this.#asked.set(key, answer);
    return answer;
  }

  /** Ends the thread; who waits for it is told. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#worker?.terminate();
    this.#isClosing = false;
  }

  #ask(question: FolderQuestion): Promise<FolderColumns> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#isBroken) this.#readHere();
      else (this.#worker ??= this.#launch()).postMessage(question);
    });
  }

  #launch(): Worker {
    const parts = [nameOrder, lookAtName, sortFound, readFolder].map((part) => part.toString());
    const worker = new Worker(`(${serve.toString()})(${parts.join(",")})`, {
      eval: true,
      execArgv: [],
      resourceLimits,
    });
    worker.unref();
    worker.on("message", (answer: Answer) => this.#answered(answer));
    worker.on("error", (error: Error) => this.#break(error)); // "exit" follows
    worker.on("exit", () => this.#ended());
    return worker;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.shift();
    if ("code" in answer) waiting?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
    else waiting?.resolve(answer);
  }

  #break(error: Error): void {
    this.#isBroken = true;
    process.emitWarning(`folders are read without a thread, and hold others up: ${error.message}`);
  }

  #ended(): void {
    this.#worker = undefined;
    if (!this.#isClosing) {
      this.#readHere();
      return;
    }
    for (const { reject } of this.#waiting.splice(0)) reject(new HttpError(503, "the share is ending"));
  }

  /** Does without the thread, and holds others up meanwhile: better than no page at all. */
  #readHere(): void {
    for (const { question, resolve, reject } of this.#waiting.splice(0)) {
      try {
        resolve(readFolder(question, nameOrder(), lookAtName, sortFound));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
}

/**
 * What the thread does. It is started from its text and that of what it needs, for a packed app has no file of it to
 * name: it may use nothing of this module.
 */
function serve(makeOrder: () => NameOrder, lookAt: LookAt, sort: SortFound, read: typeof readFolder): void {
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  const order = makeOrder();
  parentPort?.on("message", (question: FolderQuestion) => {
    try {
      const columns = read(question, order, lookAt, sort);
      parentPort.postMessage(columns, [columns.kinds.buffer, columns.sizes.buffer, columns.dates.buffer]);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      parentPort.postMessage({ code: code ?? "", message });
    }
  });
}
