import fs from "node:fs";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { HttpError } from "../http/http-error.ts";
import type { FileContent } from "../http/response.ts";
import { isSameFile } from "../same-file.ts";
import { toHttpError } from "./disk-error.ts";
import { readContent } from "./read-content.ts";
import { realPath } from "./real-path.ts";
import { refusalOfReal, type Root } from "./root.ts";

const open = promisify(fs.open);
const readlink = promisify<string, string>(fs.readlink);
const fstat = promisify<number, { bigint: true }, fs.BigIntStats>(fs.fstat);

/** O_NONBLOCK: a FIFO that took a file's place between two looks must not hold a thread for ever. */
const flags = process.platform === "win32" ? fs.constants.O_RDONLY : fs.constants.O_RDONLY | fs.constants.O_NONBLOCK;

/** A regular file inside the share, open. It is shared by all who lease it, and closed when the last gives it back. */
export class OpenedFile {
  readonly stats: fs.BigIntStats;
  readonly #descriptor: number;
  #leases = 1;
  #isProven = false;
  readonly #read: FileContent["read"] = (target, offset, length, position, done) => {
    fs.read(this.#descriptor, target, offset, length, position, done);
  };

  private constructor(descriptor: number, stats: fs.BigIntStats) {
    this.#descriptor = descriptor;
    this.stats = stats;
  }

  /**
   * Opens a file, and looks at what was opened: where it really is, and whether it is a regular file.
   * @throws HttpError 403 or 404; or as `toHttpError` says of the disk's error.
   */
  static async open(root: Root, path: string): Promise<OpenedFile> {
    let descriptor: number;
    try {
      descriptor = await open(path, flags);
    } catch (error) {
      throw toHttpError(error);
    }
    try {
      const stats = await fstat(descriptor, { bigint: true });
      if (!stats.isFile()) throw new HttpError(403, "only regular files are shared");
      const refusal = refusalOfReal(root, await pathOf(root, descriptor, path, stats));
      if (refusal !== undefined) throw new HttpError(404, refusal);
      return new OpenedFile(descriptor, stats);
    } catch (error) {
      close(descriptor);
      throw toHttpError(error);
    }
  }

  /** Bytes. */
  get size(): number {
    return Number(this.stats.size);
  }

  /**
   * The file's content, for one response.
   * @throws HttpError 503 when the file is closed already.
   */
  lease(): FileContent {
    // Its number may mean another file by now.
    if (this.#leases === 0) throw new HttpError(503, "the file was closed a moment ago");
    this.#leases++;
    return { read: this.#read, release: () => this.release() };
  }

  /** Whether it has been read once: what a cloud keeps, or a program has locked, opens and then cannot be read. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /**
   * Reads a byte, so that an answer of whose content nothing can be read is never begun.
   * @throws HttpError as `toHttpError` says of the disk's error.
   */
  async prove(position: number): Promise<void> {
    await this.#readAt(Buffer.allocUnsafe(1), position);
    this.#isProven = true;
  }

  /** Gives one lease back; the first belongs to who opened it. */
  release(): void {
    if (--this.#leases === 0) close(this.#descriptor);
  }

  /** Whether the file still has the size and the date with which it was opened. */
  async isUnchanged(): Promise<boolean> {
    const { size, mtimeNs } = await fstat(this.#descriptor, { bigint: true });
    return size === this.stats.size && mtimeNs === this.stats.mtimeNs;
  }

  /**
   * The whole content; undefined: it has another length by now.
   * @throws HttpError as `toHttpError` says of the disk's error.
   */
  async readWhole(): Promise<Buffer | undefined> {
    const bytes = Buffer.allocUnsafeSlow(this.size);
    for (let at = 0; at < bytes.length;) {
      const count = await this.#readAt(bytes.subarray(at), at);
      if (count === 0) return undefined;
      at += count;
    }
    return bytes;
  }

  async #readAt(target: Buffer, position: number): Promise<number> {
    try {
      return await readContent({ read: this.#read }, target, position);
    } catch (error) {
      throw toHttpError(error);
    }
  }
}

/** Where an open file really is. Linux tells it of the descriptor; elsewhere the path is checked to be the same file. */
async function pathOf({ platform }: Root, descriptor: number, path: string, stats: fs.BigIntStats): Promise<string> {
  if (platform === "linux") return readlink(`/proc/self/fd/${descriptor}`);
  const real = await realPath(path);
  const now = await stat(real, { bigint: true });
  if (!isSameFile(now, stats)) throw new HttpError(404, "the file was exchanged meanwhile");
  return real;
}

function close(descriptor: number): void {
  fs.close(descriptor, () => undefined); // closing a file that was only read loses nothing
}
