import { createHash, type Hash } from "node:crypto";
import { constants } from "node:fs";
import { open, readlink, unlink, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { ignoreDisk } from "../files/disk-error.ts";
import type { DigestAlgorithm } from "./digest.ts";
import type { EarlySyncs } from "./early-sync.ts";
import { FileWriter } from "./file-writer.ts";
import { giveName } from "./give-name.ts";
import { markAsSent } from "./mark-as-sent.ts";
import { noFollow, openNew, within } from "./no-follow.ts";
import { UploadError } from "./upload-error.ts";

/** Bytes whose sum is made without a pause. */
const hashedAtOnce = 256 * 1024;

/** The name of a file on its way in; `token`: 22 letters and digits, those of Base64 for addresses. */
export function partialPath(folder: string, token: string): string {
  return path.join(folder, `.porchlight-${token}.part`);
}

/** A file on its way in: under a temporary name until it is whole and on the disk. */
export class PartialFile {
  readonly path: string;
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #hash: Hash | undefined;
  readonly #writer: FileWriter;

  private constructor(location: string, file: FileHandle, start: number, hash: Hash | undefined, syncs: EarlySyncs) {
    this.#folder = path.dirname(location);
    this.path = location;
    this.#file = file;
    this.#hash = hash;
    this.#writer = new FileWriter(file, start, hash, syncs);
  }

  /** Makes an empty one. @throws UploadError 403 through a symlink; or what the disk says. */
  static async create(
    location: string,
    algorithm: DigestAlgorithm | undefined,
    syncs: EarlySyncs,
  ): Promise<PartialFile> {
    const { dir, base } = path.parse(location);
    const file = await within(dir, (folder) => openNew(path.join(folder, base)));
    return new PartialFile(location, file, 0, algorithm && createHash(algorithm), syncs);
  }

  /**
   * Opens one again that an earlier run left; undefined: it is no such file, or was saved at that run's last moment.
   * @throws UploadError 409 where it becomes shorter meanwhile; or what the disk says.
   */
  static async reopen(
    location: string,
    algorithm: DigestAlgorithm | undefined,
    syncs: EarlySyncs,
  ): Promise<PartialFile | undefined> {
    const file = await open(location, constants.O_RDWR | noFollow());
    try {
      const stats = await file.stat();
      if (stats.isFile() && stats.nlink === 1 && !(await isElsewhere(file, location))) {
        const hash = algorithm && (await hashOf(file, stats.size, algorithm));
        return new PartialFile(location, file, stats.size, hash, syncs);
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
    return undefined;
  }

  /** Bytes so far. */
  get length(): number {
    return this.#writer.length;
  }

  /** The digest of what is written; undefined: nobody asked for it. */
  digest(): Buffer | undefined {
    return this.#hash?.copy().digest();
  }

  /** Adds bytes, which are the file's from now on; resolves when more may come. Throws what the disk says. */
  append(bytes: Buffer): Promise<void> {
    return this.#writer.append(bytes);
  }

  /** Resolves when what waits has been written, however little it is. What the disk says to it is for `flush`. */
  writeOut(): Promise<void> {
    return this.#writer.writeOut();
  }

  /** Resolves when all bytes have been written. Throws what the disk said; then some of the last are not there. */
  flush(): Promise<void> {
    return this.#writer.flush();
  }

  /**
   * Makes the file appear under a name that is free, all of it on the disk before; the name that it got. Never
   * takes another file's place.
   * @throws UploadError 403 through a symlink, or as `giveName` does; or what the disk says.
   */
  async publish(name: string, mark = markAsSent): Promise<string> {
    await this.#writer.sync();
    await this.#file.close();
    await mark(this.path);
    const part = path.basename(this.path);
    const final = await within(this.#folder, (folder) => giveName(path.join(folder, part), name));
    await syncFolder(this.#folder).catch(ignoreDisk); // it is there: a folder that may not be read changes nothing of it
    return final;
  }

  /** Puts it on the disk, and lets go of it, also where that fails. Throws what the disk says. */
  async park(): Promise<void> {
    try {
      await this.#writer.sync();
    } finally {
      await this.#file.close();
    }
  }

  /** Takes back all of it, as far as the disk allows. Throws no error of the disk. */
  async discard(): Promise<void> {
    await this.#writer.settle();
    await this.#file.close().catch(() => undefined); // closed already, or on a disk that is gone: the rest still follows
    await unlink(this.path).catch(ignoreDisk);
  }
}

/** Whether the folder has become a symlink between the look at it and now. */
async function isElsewhere(file: FileHandle, location: string): Promise<boolean> {
  return process.platform === "linux" && (await readlink(`/proc/self/fd/${file.fd}`)) !== location;
}

/** The sum so far of what a file has. */
async function hashOf(file: FileHandle, size: number, algorithm: DigestAlgorithm): Promise<Hash> {
  const hash = createHash(algorithm);
  const piece = Buffer.allocUnsafeSlow(hashedAtOnce);
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, size - at), at);
    if (bytesRead === 0) throw new UploadError(409, "the partial file became shorter");
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash;
}

/** Puts a folder's names on the disk; Windows does that by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
