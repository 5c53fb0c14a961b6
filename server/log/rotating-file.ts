import type { BigIntStats } from "node:fs";
import { open, rename, stat, truncate, type FileHandle } from "node:fs/promises";
import { codeOf } from "../error-code.ts";
import { isSameFile } from "../same-file.ts";
import type { LineSink } from "./line-writer.ts";

/** Bytes after which a new file is begun. */
const rotateBytes = 64 * 1024 * 1024;
const keptFiles = 4;
/** Milliseconds between two looks whether the file is still where it was opened. */
const lookMilliseconds = 1000;

/**
 * A log file that never grows without end: at its size it becomes `file.1`, that one `file.2`, and the oldest of
 * them goes. Where it cannot be moved, it may grow to what all of them would take. A text that the disk has no room for
 * is taken back whole, so that no line is cut. Where somebody has moved it away or deleted it, a new one is begun.
 */
export class RotatingFile implements LineSink {
  readonly #path: string;
  readonly #most: number;
  /** Bytes after which it is moved; more, while it cannot be. */
  #bound: number;
  #file: FileHandle | undefined;
  #bytes = 0;
  /** Whether it is a file: a pipe or a device is not ours to move away, and takes what it is given. */
  #isFile = true;
  /** Which file it is. */
  #identity: Pick<BigIntStats, "dev" | "ino"> | undefined;
  readonly #lookMilliseconds: number;
  #lookedAt = performance.now();

  private constructor(path: string, most: number, lookMilliseconds: number) {
    this.#path = path;
    this.#most = most;
    this.#bound = most;
    this.#lookMilliseconds = lookMilliseconds;
  }

  /** @throws Error of the disk where the file cannot be written. */
  static async open(path: string, most = rotateBytes, milliseconds = lookMilliseconds): Promise<RotatingFile> {
    const file = new RotatingFile(path, most, milliseconds);
    await file.#open();
    return file;
  }

  readonly write = async (bytes: Buffer): Promise<void> => {
    if (this.#isFile) await this.#returnToPlace();
    if (this.#isFile && this.#bytes > 0 && this.#bytes + bytes.length > this.#bound) await this.#rotate();
    const file = this.#file ?? (await this.#open());
    const before = this.#bytes;
    try {
      for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
      this.#bytes += bytes.length;
    } catch (error) {
      await this.#takeBack(file, before).catch(() => undefined); // the write's own error says more
      if (this.#isFile) await this.close().catch(() => undefined); // a lost drive that is back knows no old handle
      throw error;
    }
  };

  readonly close = async (): Promise<void> => {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  };

  async #open(): Promise<FileHandle> {
    const file = await open(this.#path, "a");
    const stats = await file.stat({ bigint: true }).catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
    this.#bytes = Number(stats.size);
    this.#isFile = stats.isFile();
    this.#identity = stats;
    this.#file = file;
    return file;
  }

  /** Windows cuts no file that is open to be added to (nodejs/node#3177): there it is opened once more for that. */
  async #takeBack(file: FileHandle, bytes: number): Promise<void> {
    try {
      await file.truncate(bytes);
    } catch (error) {
      if (!this.#isFile || codeOf(error) !== "EPERM" || !(await this.#isInPlace())) throw error;
      await truncate(this.#path, bytes);
    }
  }

  /** Begins a new file where the open one is no longer at its place; while there can be none, the open one will do. */
  async #returnToPlace(): Promise<void> {
    const now = performance.now();
    if (now - this.#lookedAt < this.#lookMilliseconds) return;
    this.#lookedAt = now;
    const gone = this.#file;
    if (gone === undefined || (await this.#isInPlace())) return;
    try {
      await this.#open();
    } catch {
      return;
    }
    this.#bound = this.#most;
    await gone.close().catch(() => undefined);
  }

  async #isInPlace(): Promise<boolean> {
    try {
      const found = await stat(this.#path, { bigint: true });
      return this.#identity !== undefined && isSameFile(found, this.#identity);
    } catch (error) {
      return codeOf(error) !== "ENOENT";
    }
  }

  async #rotate(): Promise<void> {
    await this.close();
    try {
      await this.#move();
    } catch (error) {
      if (this.#bound >= (keptFiles + 1) * this.#most) throw error;
      this.#bound += this.#most;
      return;
    }
    this.#bound = this.#most;
    this.#bytes = 0; // it has been moved, whatever comes of its successor
  }

  /** The newest is put aside first: what another program holds, as it may on Windows, must not cost the oldest one. */
  async #move(): Promise<void> {
    const aside = `${this.#path}.0`;
    if (await isThere(aside)) await this.#shift(); // a program was ended in the midst of this
    if (!(await moveIfThere(this.#path, aside))) return;
    try {
      await this.#shift();
    } catch (error) {
      await rename(aside, this.#path);
      throw error;
    }
  }

  async #shift(): Promise<void> {
    for (let number = keptFiles - 1; number >= 0; number--) {
      await moveIfThere(`${this.#path}.${number}`, `${this.#path}.${number + 1}`);
    }
  }
}

/** False: there is nothing to move. */
async function moveIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return false;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return false;
  }
}
