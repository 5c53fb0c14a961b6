import { createHash, randomBytes, type Hash } from "node:crypto";
import { constants } from "node:fs";
import { link, open, readlink, rename, unlink, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../files/disk-error.ts";
import type { EarlySyncs } from "./early-sync.ts";
import { FileWriter } from "./file-writer.ts";
import { UploadError } from "./upload-error.ts";
import { numbered } from "./upload-name.ts";

/** Files of one name, before another one should be found. */
const mostOfOneName = 10_000;
const noLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** A file on its way in: under a temporary name until it is whole and on the disk. */
export class PartialFile {
  readonly path: string;
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #hash: Hash | undefined;
  readonly #writer: FileWriter;

  private constructor(folder: string, location: string, file: FileHandle, hash: Hash | undefined, syncs: EarlySyncs) {
    this.#folder = folder;
    this.path = location;
    this.#file = file;
    this.#hash = hash;
    this.#writer = new FileWriter(file, hash, syncs);
  }

  /** Makes an empty one in a real folder. Throws what the disk says. */
  static async create(folder: string, isHashed: boolean, syncs: EarlySyncs): Promise<PartialFile> {
    const location = path.join(folder, `.porchlight-${randomBytes(16).toString("base64url")}.part`);
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    const file = await open(location, O_WRONLY | O_CREAT | O_EXCL | noFollow(), 0o644);
    // The folder may have become a symlink between the look at it and now.
    if (process.platform === "linux" && (await readlink(`/proc/self/fd/${file.fd}`)) !== location) {
      await file.close();
      await unlink(location);
      throw new UploadError(403, "nothing is saved through a symlink");
    }
    return new PartialFile(folder, location, file, isHashed ? createHash("sha256") : undefined, syncs);
  }

  /** Bytes so far. */
  get length(): number {
    return this.#writer.length;
  }

  /** The SHA-256 of what is written; undefined: nobody asked for it. */
  digest(): Buffer | undefined {
    return this.#hash?.copy().digest();
  }

  /** Adds bytes, which are the file's from now on; resolves when more may come. Throws what the disk says. */
  append(bytes: Buffer): Promise<void> {
    return this.#writer.append(bytes);
  }

  /** Resolves when all bytes have been written. Throws what the disk said; then some of the last are not there. */
  flush(): Promise<void> {
    return this.#writer.flush();
  }

  /**
   * Makes the file appear under a name that is free, all of it on the disk before; the name that it got. Never
   * takes another file's place.
   */
  async publish(name: string): Promise<string> {
    await this.#writer.sync();
    await this.#file.close();
    const final = await this.#giveName(name);
    await syncFolder(this.#folder);
    return final;
  }

  /** Takes back all of it. */
  async discard(): Promise<void> {
    await this.#writer.settle();
    await this.#file.close().catch(() => undefined); // closed already, or on a disk that is gone: the rest still follows
    await unlink(this.path).catch(ignoreMissing);
  }

  /** A link fails where a name is taken, which no rename does; disks without links get the name reserved first. */
  async #giveName(name: string): Promise<string> {
    for (let number = 1; number <= mostOfOneName; number++) {
      const final = numbered(name, number);
      const target = path.join(this.#folder, final);
      try {
        await link(this.path, target);
        await unlink(this.path);
        return final;
      } catch (error) {
        if (noLinks.has(codeOf(error)) && (await this.#takeName(target))) return final;
        if (codeOf(error) !== "EEXIST" && !noLinks.has(codeOf(error))) throw error;
      }
    }
    throw new UploadError(409, `there are ${mostOfOneName} files of that name`);
  }

  /** False: the name is taken. */
  async #takeName(target: string): Promise<boolean> {
    try {
      const { O_WRONLY, O_CREAT, O_EXCL } = constants;
      const reserved = await open(target, O_WRONLY | O_CREAT | O_EXCL | noFollow(), 0o644);
      await reserved.close();
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    }
    await rename(this.path, target);
    return true;
  }
}

/** Windows has no such flag. */
function noFollow(): number {
  return process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
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
