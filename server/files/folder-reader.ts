import { FairTurns, Turn, type Asker } from "../fair-turns.ts";
import { HttpError } from "../http/http-error.ts";
import type { DiskThread } from "./disk-thread.ts";
import type { FolderColumns, FolderQuestion } from "./read-folder.ts";

type Asked = { readonly turn: Turn<FolderColumns>; readonly askers: Asker[] };

const nobody: Asker = { address: "", hasLeft: () => false };
/** Questions whose last answers are looked for among those in use. */
const mostKnown = 64;

/**
 * Reads folders, one after the other and for each address in turn, and each once for all who ask for it while it waits
 * for its turn.
 */
export class FolderReader {
  readonly #disk: Pick<DiskThread, "readFolder">;
  readonly #turns = new FairTurns(1);
  /** What is not being read yet; whoever asks the same waits for the same answer. */
  readonly #waiting = new Map<string, Asked>();
  /** One of a large folder has megabytes, and is held as long as the slowest visitor takes to read the page. */
  readonly #known = new Map<string, WeakRef<FolderColumns>>();

  constructor(disk: Pick<DiskThread, "readFolder">) {
    this.#disk = disk;
  }

  /**
   * What is in a folder, as it is from now on.
   * @throws Error of the disk, with its code; HttpError 503 where the thread is closed, or all who asked have left.
   */
  read(question: FolderQuestion, asker = nobody): Promise<FolderColumns> {
    const key = JSON.stringify(question);
    const { askers, turn } = this.#waiting.get(key) ?? this.#begin(key, question);
    askers.push(asker);
    this.#turns.wait(turn, asker.address);
    return turn.result;
  }

  /** Whoever waits for their turn is told that it does not come. */
  close(): void {
    this.#waiting.clear();
  }

  #begin(key: string, question: FolderQuestion): Asked {
    const asked: Asked = { turn: new Turn(() => this.#read(key, question, asked)), askers: [] };
    this.#waiting.set(key, asked);
    return asked;
  }

  async #read(key: string, question: FolderQuestion, asked: Asked): Promise<FolderColumns> {
    try {
      return this.#once(key, await this.#answer(key, question, asked));
    } finally {
      this.#turns.end(); // never before something was waited for: one end within the other, for thousands who have left
    }
  }

  async #answer(key: string, question: FolderQuestion, asked: Asked): Promise<FolderColumns> {
    if (this.#waiting.get(key) !== asked) throw new HttpError(503, "the share is ending");
    this.#waiting.delete(key);
    if (asked.askers.every(({ hasLeft }) => hasLeft())) throw new HttpError(503, "whoever asked has left");
    return this.#disk.readFolder(question);
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
