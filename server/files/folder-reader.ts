import { FairTurns, thisComputer, Turn } from "../fair-turns.ts";
import { HttpError } from "../http/http-error.ts";
import { StillInUse } from "../still-in-use.ts";
import type { DiskThread } from "./disk-thread.ts";
import type { FolderColumns, FolderQuestion } from "./read-folder.ts";

/**
 * Reads folders, one after the other and for each address in turn, and each once for all who ask for it while it waits
 * for its turn.
 */
export class FolderReader {
  readonly #disk: Pick<DiskThread, "readFolder">;
  readonly #turns = new FairTurns(1);
  /** What is not being read yet; whoever asks the same waits for the same answer. */
  readonly #waiting = new Map<string, Turn<FolderColumns>>();
  /** One of a large folder has megabytes, and is held as long as the slowest visitor takes to read the page. */
  readonly #known = new StillInUse<FolderColumns>();

  constructor(disk: Pick<DiskThread, "readFolder">) {
    this.#disk = disk;
  }

  /**
   * What is in a folder, as it is from now on.
   * @throws Error of the disk, with its code; HttpError 503 where the thread is closed, or all who asked have left.
   */
  read(question: FolderQuestion, asker = thisComputer): Promise<FolderColumns> {
    const key = JSON.stringify(question);
    const turn = this.#waiting.get(key) ?? this.#begin(key, question);
    this.#turns.wait(turn, asker);
    return turn.result;
  }

  /** Whoever waits for their turn is told that it does not come. */
  close(): void {
    this.#waiting.clear();
  }

  #begin(key: string, question: FolderQuestion): Turn<FolderColumns> {
    const turn = new Turn<FolderColumns>((own) => this.#read(key, question, own));
    this.#waiting.set(key, turn);
    return turn;
  }

  async #read(key: string, question: FolderQuestion, turn: Turn<FolderColumns>): Promise<FolderColumns> {
    try {
      return this.#once(key, await this.#answer(key, question, turn));
    } finally {
      this.#turns.end(); // never before something was waited for: one end within the other, for thousands who have left
    }
  }

  async #answer(key: string, question: FolderQuestion, turn: Turn<FolderColumns>): Promise<FolderColumns> {
    if (this.#waiting.get(key) !== turn) throw new HttpError(503, "the share is ending");
    this.#waiting.delete(key);
    if (turn.isAbandoned) throw new HttpError(503, "whoever asked has left");
    return this.#disk.readFolder(question);
  }

  /** The columns, or the same ones that are there already. */
  #once(key: string, columns: FolderColumns): FolderColumns {
    const known = this.#known.get(key);
    if (known !== undefined && areEqual(known, columns)) return known;
    this.#known.keep(key, columns);
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
