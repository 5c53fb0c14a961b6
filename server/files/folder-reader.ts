import { HttpError } from "../http/http-error.ts";
import type { DiskThread } from "./disk-thread.ts";
import type { FolderColumns, FolderQuestion } from "./read-folder.ts";

type Asked = {
  readonly question: FolderQuestion;
  readonly answer: Promise<FolderColumns>;
  readonly resolve: (columns: FolderColumns | Promise<FolderColumns>) => void;
  readonly reject: (error: Error) => void;
  /** Whether one or another of those who ask is gone. */
  readonly askers: (() => boolean)[];
};

const stays = (): boolean => false;
/** Questions whose last answers are looked for among those in use. */
const mostKnown = 64;

/** Reads folders, one after the other, and each once for all who ask for it while it waits for its turn. */
export class FolderReader {
  readonly #disk: Pick<DiskThread, "readFolder">;
  #isReading = false;
  /** What is not being read yet; whoever asks the same waits for the same answer. */
  readonly #waiting = new Map<string, Asked>();
  /** One of a large folder has megabytes, and is held as long as the slowest visitor takes to read the page. */
  readonly #known = new Map<string, WeakRef<FolderColumns>>();

  constructor(disk: Pick<DiskThread, "readFolder">) {
    this.#disk = disk;
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

  /** Whoever waits for their turn is told that it does not come. */
  close(): void {
    for (const { reject } of this.#waiting.values()) reject(new HttpError(503, "the share is ending"));
    this.#waiting.clear();
  }

  #next(): void {
    for (const [key, asked] of this.#waiting) {
      if (this.#isReading) return;
      this.#waiting.delete(key);
      if (asked.askers.every((hasLeft) => hasLeft())) {
        asked.reject(new HttpError(503, "whoever asked has left"));
        continue;
      }
      void this.#read(key, asked);
    }
  }

  async #read(key: string, { question, resolve }: Asked): Promise<void> {
    this.#isReading = true;
    const columns = this.#disk.readFolder(question).then((read) => this.#once(key, read));
    resolve(columns);
    await columns.catch(() => undefined); // whoever asked is told
    this.#isReading = false;
    this.#next();
  }

  /** The columns, or the same ones that are there already. */
  #once(key: string, columns: FolderColumns): FolderColumns {
    const known = this.#known.get(key)?.deref();
    if (known !== undefined && areEqual(known, columns)) return known;
    this.#known.delete(key);
    this.#known.set(key, new WeakRef(columns));
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
    return columns;
  }
}

function areEqual(one: FolderColumns, other: FolderColumns): boolean {
  return (
    one.names === other.names &&
    one.realFolder === other.realFolder &&
    one.isCut === other.isCut &&
    (["kinds", "sizes", "dates"] as const).every((column) => areSame(one[column], other[column]))
  );
}

type Column = FolderColumns["kinds" | "sizes" | "dates"];

/** By their bytes: a number that is none is like another. */
function areSame(one: Column, other: Column): boolean {
  return Buffer.from(one.buffer).equals(Buffer.from(other.buffer));
}

function askedNow(question: FolderQuestion): Asked {
  let settle: Pick<Asked, "resolve" | "reject"> = { resolve: () => undefined, reject: () => undefined };
  const answer = new Promise<FolderColumns>((resolve, reject) => (settle = { resolve, reject }));
  return { question, answer, ...settle, askers: [] };
}
