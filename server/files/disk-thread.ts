import { Worker } from "node:worker_threads";
import { HttpError, messageOf } from "../http/http-error.ts";
import { isSameFile } from "../same-file.ts";
import { findAsciiRanks, type FindAsciiRanks } from "./ascii-ranks.ts";
import { nameOrder, orderLanguage } from "./name-order.ts";
import { readFiles, whereIsOpen, type FilesQuestion, type FilesRead, type WhereIs } from "./read-files.ts";
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

type Question = FolderQuestion | FilesQuestion;
type Failure = { readonly code: string; readonly message: string };
type Answer = FolderColumns | FilesRead | Failure;
type Asked = {
  readonly answered: (answer: Answer) => void;
  readonly refused: (error: unknown) => void;
  /** Answers where there is no thread. */
  readonly answerHere: () => Answer;
};

/** Milliseconds for the thread to end; a disk that does not answer can hold it for ever. */
const endMilliseconds = 1000;

/**
 * Does in a thread of its own, one after the other, what asks much of the disk: a fraction of the work of asking the
 * thread pool for each step by itself, and nothing of it on this thread. It does not keep the program.
 */
export class DiskThread {
  readonly #language: string;
  #worker: Worker | undefined;
  /** A thread that could not live is not tried again until this is closed. */
  #isBroken = false;
  /** What is asked of it late would begin it again, and nobody would end it. */
  #isClosed = false;
  #asked: Asked[] = [];

  /** `language`: by whose rules names are ordered. */
  constructor(language: string = orderLanguage) {
    this.#language = language;
  }

  /** Begins now, so that the first question need not wait for it; resolves when it runs, or there can be none. */
  async start(): Promise<void> {
    this.#isClosed = false;
    if (this.#worker !== undefined) return;
    const worker = this.#launched();
    if (worker === undefined) return;
    await new Promise<void>((resolve) => {
      worker.once("online", resolve);
      worker.once("exit", () => resolve());
    });
  }

  /**
   * Reads a folder. Where there can be no thread this one does it, and holds others up: better than no page at all.
   * @throws Error of the disk, with its code; HttpError 503 where the thread is closed.
   */
  readFolder(question: FolderQuestion): Promise<FolderColumns> {
    const answerHere = () => {
      const order = nameOrder(findAsciiRanks, this.#language);
      return readFolder(question, order, openListed, lookAtName, sortFound);
    };
    return this.#ask<FolderColumns>(question, answerHere);
  }

  /**
   * Reads small files. Where there can be no thread none is read: they can be had in other ways.
   * @throws HttpError 503 where the thread is closed.
   */
  readFiles(question: FilesQuestion): Promise<FilesRead> {
    const answerHere = () => ({ bytes: new Uint8Array(), realPaths: question.files.map(() => "") });
    return this.#ask<FilesRead>(question, answerHere);
  }

  /** Ends the thread, until it is started again; who waits for it is told, and who asks it then. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isBroken = false;
    const asked = this.#asked;
    this.#asked = [];
    for (const { refused } of asked) refused(ending());
    if (worker !== undefined) await endOf(worker);
  }

  #ask<Wanted extends Answer>(question: Question, answerHere: () => Wanted): Promise<Wanted> {
    if (this.#isClosed) return Promise.reject(ending());
    return new Promise((resolve, reject) => {
      const answered = (answer: Answer) => {
        if ("code" in answer) reject(Object.assign(new Error(answer.message), { code: answer.code }));
        else resolve(answer as Wanted);
      };
      this.#asked.push({ answered, refused: reject, answerHere });
      const worker = this.#launched();
      if (worker !== undefined) worker.postMessage(question);
      else if (this.#asked.length === 1) this.#answerHere();
    });
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
    const parts: Parameters<typeof serve> = [
      makeWay,
      findAsciiRanks,
      nameOrder,
      openListed,
      lookAtName,
      sortFound,
      readFolder,
      readFiles,
      whereIsOpen,
      isSameFile,
    ];
    const code = `(${serve.toString()})(${parts.map((part) => part.toString()).join(",")})`;
    const worker = new Worker(code, { eval: true, execArgv: [], resourceLimits, workerData: this.#language });
    worker.unref();
    worker.on("message", (answer: Answer) => {
      if (this.#worker === worker) this.#asked.shift()?.answered(answer);
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

  /** The thread ended by itself: what it was asked is answered without it. */
  #ended(): void {
    this.#worker = undefined;
    this.#isBroken = true;
    this.#answerHere();
  }

  /** Answers one question after the other; others get their turn between them. */
  #answerHere(): void {
    const [asked] = this.#asked;
    if (asked === undefined) return;
    setImmediate(() => {
      if (this.#asked[0] !== asked) return;
      this.#asked.shift();
      try {
        asked.answered(asked.answerHere());
      } catch (error) {
        asked.refused(error);
      }
      this.#answerHere();
    });
  }
}

function ending(): HttpError {
  return new HttpError(503, "the share is ending");
}

/**
 * Lets a thread end by itself: an Electron on Windows that stopped many in their midst is said to have come to its end
 * by that (electron/electron#47986).
 */
async function endOf(worker: Worker): Promise<void> {
  let patience: NodeJS.Timeout | undefined;
  const isOver = new Promise<boolean>((resolve) => {
    worker.once("exit", () => resolve(true)); // which follows an error as well
    patience = setTimeout(() => resolve(false), endMilliseconds);
  });
  worker.postMessage(undefined);
  if (!(await isOver)) void worker.terminate();
  clearTimeout(patience);
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
  readOne: typeof readFolder,
  readMany: typeof readFiles,
  whereIs: WhereIs,
  isSame: typeof isSameFile,
): void {
  const threads = process.getBuiltinModule("node:worker_threads");
  const { parentPort } = threads;
  // Electron's fs shows files called *.asar as folders: in this thread, which reads nothing of the app's, it shall not
  Object.assign(process, { noAsar: true });
  makeWay();
  // a thread of Electron's takes the language that the app ships texts in for this computer's
  const order = makeOrder(findRanks, threads.workerData as string);
  parentPort?.on("message", (question: Question | undefined) => {
    if (question === undefined) {
      parentPort.close();
      return;
    }
    try {
      if ("files" in question) {
        const read = readMany(question, whereIs, isSame);
        parentPort.postMessage(read, [read.bytes.buffer]);
        return;
      }
      const columns = readOne(question, order, open, lookAt, sort);
      parentPort.postMessage(columns, [columns.kinds.buffer, columns.sizes.buffer, columns.dates.buffer]);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      parentPort.postMessage({ code: code ?? "", message });
    }
  });
}

/**
 * Lets all other threads go first where cores are few: sorting a large folder takes long. Only Linux has a priority of
 * each thread, and means the calling one by 0 (setpriority(2), "C library/kernel differences"). Nobody may raise it who
 * was started with a lower one. For `serve`, and as free of everything else.
 */
export function makeWay(): void {
  const { constants, getPriority, setPriority } = process.getBuiltinModule("node:os");
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
  if (process.platform !== "linux") return;
  try {
    setPriority(0, getPriority(0) < PRIORITY_BELOW_NORMAL ? PRIORITY_BELOW_NORMAL : PRIORITY_LOW);
  } catch {
    // a sandbox may forbid that: then all threads are alike
  }
}
