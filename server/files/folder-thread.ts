import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { HttpError, messageOf } from "../http/http-error.ts";
import { findAsciiRanks, type FindAsciiRanks } from "./ascii-ranks.ts";
import { nameOrder } from "./name-order.ts";
import {
  lookAtName,
  openListed,
  readFolder,
  sortFound,
  type FolderColumns,
  type FolderQuestion,
  type LookAt,
  type OpenListed,
  type SortFound,
} from "./read-folder.ts";

/** What it throws away need not stay in memory for long. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

type Failure = { readonly code: string; readonly message: string };
type Answer = FolderColumns | Failure;
type Asked = {
  readonly question: FolderQuestion;
  readonly answer: Promise<FolderColumns>;
  readonly resolve: (columns: FolderColumns) => void;
  readonly reject: (error: Error) => void;
  /** Whether one or another of those who ask is gone. */
  readonly askers: (() => boolean)[];
};

/** Milliseconds for the thread to end; a disk that does not answer can hold it for ever. */
const endMilliseconds = 1000;
const stays = (): boolean => false;

/**
 * Reads folders in a thread of its own, one after the other: a fraction of the work of asking the thread pool for
 * each name by itself, and nothing of it on this thread, unless there can be no other. It does not keep the program.
 */
export class FolderThread {
  #worker: Worker | undefined;
  /** A thread that could not live is not tried again until this is closed. */
  #isBroken = false;
  #reading: Asked | undefined;
  /** What is not being read yet; whoever asks the same waits for the same answer. */
  readonly #waiting = new Map<string, Asked>();

  /** Begins now, so that the first question need not wait for it; resolves when it runs, or there can be none. */
  async start(): Promise<void> {
    if (this.#worker !== undefined) return;
    const worker = this.#launched();
    if (worker === undefined) return;
    await new Promise<void>((resolve) => {
      worker.once("online", resolve);
      worker.once("exit", () => resolve());
    });
  }

  /**
   * What is in a folder, as it is from now on. `hasLeft`: whether nobody waits for it any more.
   * @throws Error of the disk, with its code; HttpError 503 where the thread is closed, or all who asked have left.
   */
  read(question: FolderQuestion, hasLeft = stays): Promise<FolderColumns> {
    const key = JSON.stringify(question);
    let asked = this.#waiting.get(key);
    if (asked === undefined) {
      asked = askedNow(question);
      this.#waiting.set(key, asked);
    }
    asked.askers.push(hasLeft);
    this.#next();
    return asked.answer;
  }

  /** Ends the thread; who waits for it is told. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isBroken = false;
    const asked = [this.#reading, ...this.#waiting.values()];
    this.#reading = undefined;
    this.#waiting.clear();
    for (const one of asked) one?.reject(new HttpError(503, "the share is ending"));
    await Promise.race([worker?.terminate(), wait(endMilliseconds, undefined, { ref: false })]);
  }

  #next(): void {
    for (const [key, asked] of this.#waiting) {
      if (this.#reading !== undefined) return;
      this.#waiting.delete(key);
      if (asked.askers.every((hasLeft) => hasLeft())) {
        asked.reject(new HttpError(503, "whoever asked has left"));
        continue;
      }
      this.#reading = asked;
      const worker = this.#launched();
      if (worker === undefined) this.#readHere(asked);
      else worker.postMessage(asked.question);
    }
  }

  /** The thread; undefined: there can be none. */
  #launched(): Worker | undefined {
    if (this.#isBroken) return undefined;
    try {
      return (this.#worker ??= this.#launch());
    } catch (error) {
      this.#break(error);
      return undefined;
    }
  }

  #launch(): Worker {
    const parts = [makeWay, findAsciiRanks, nameOrder, openListed, lookAtName, sortFound, readFolder].map((part) =>
      part.toString(),
    );
    const code = `(${serve.toString()})(${parts.join(",")})`;
    const worker = new Worker(code, { eval: true, execArgv: [], resourceLimits });
    worker.unref();
    worker.on("message", (answer: Answer) => {
      if (this.#worker === worker) this.#answered(answer);
    });
    worker.on("error", (error: unknown) => {
      if (this.#worker === worker) this.#break(error);
    });
    worker.on("exit", () => {
      if (this.#worker === worker) this.#ended();
    });
    return worker;
  }

  #break(error: unknown): void {
    this.#isBroken = true;
    process.emitWarning(`folders are read without a thread, and hold others up: ${messageOf(error)}`);
  }

  #answered(answer: Answer): void {
    const asked = this.#reading;
    this.#reading = undefined;
    if ("code" in answer) asked?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
    else asked?.resolve(answer);
    this.#next();
  }

  /** The thread ended by itself: what it was reading is read without it. */
  #ended(): void {
    this.#worker = undefined;
    this.#isBroken = true;
    if (this.#reading !== undefined) this.#readHere(this.#reading);
  }

  /** Does without the thread, and holds others up meanwhile: better than no page at all. */
  #readHere(asked: Asked): void {
    setImmediate(() => {
      if (this.#reading !== asked) return;
      this.#reading = undefined;
      try {
        asked.resolve(readFolder(asked.question, nameOrder(findAsciiRanks), openListed, lookAtName, sortFound));
      } catch (error) {
        asked.reject(error instanceof Error ? error : new Error(String(error)));
      }
      this.#next();
    });
  }
}

function askedNow(question: FolderQuestion): Asked {
  let settle: Pick<Asked, "resolve" | "reject"> = { resolve: () => undefined, reject: () => undefined };
  const answer = new Promise<FolderColumns>((resolve, reject) => (settle = { resolve, reject }));
  return { question, answer, ...settle, askers: [] };
}

/**
 * What the thread does. It is started from its text and that of what it needs, for a packed app has no file of it to
 * name: it may use nothing of this module.
 */
function serve(
  makeWay: () => void,
  findRanks: FindAsciiRanks,
  makeOrder: typeof nameOrder,
  open: OpenListed,
  lookAt: LookAt,
  sort: SortFound,
  read: typeof readFolder,
): void {
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  makeWay();
  const order = makeOrder(findRanks);
  parentPort?.on("message", (question: FolderQuestion) => {
    try {
      const columns = read(question, order, open, lookAt, sort);
      parentPort.postMessage(columns, [columns.kinds.buffer, columns.sizes.buffer, columns.dates.buffer]);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      parentPort.postMessage({ code: code ?? "", message });
    }
  });
}

/**
 * Lets all other threads go first where cores are few: sorting a large folder takes long. Only Linux has a priority of
 * each thread, and means the calling one by 0 (setpriority(2), "C library/kernel differences"). For `serve`, and as
 * free of everything else.
 */
function makeWay(): void {
  const { constants, setPriority } = process.getBuiltinModule("node:os");
  if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}
