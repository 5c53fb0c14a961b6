import { createHash, randomBytes, type Hash } from "node:crypto";
import { constants } from "node:fs";
import { link, open, readlink, rename, unlink, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../files/disk-error.ts";
import { UploadError } from "./upload-error.ts";
import { numbered } from "./upload-name.ts";

/** Bytes that are worth a write: a socket gives them in pieces of 64 KiB at the most. */
const leastWritten = 256 * 1024;
/** Bytes that may wait for the disk before who sends them has to. */
const mostWaiting = 1024 * 1024;
/** Files of one name, before another one should be found. */
const mostOfOneName = 10_000;
/** Less than any system's limit for one write. */
const mostInOneWrite = 64;
const noLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** A file on its way in: under a temporary name until it is whole and on the disk. */
export class PartialFile {
  readonly path: string;
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #hash: Hash | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #written = 0;
  #writing: Promise<void> | undefined;
  #failure: Error | undefined;

  private constructor(folder: string, location: string, file: FileHandle, hash: Hash | undefined) {
    this.#folder = folder;
    this.path = location;
    this.#file = file;
    this.#hash = hash;
  }

  /** Makes an empty one in a real folder. Throws what the disk says. */
  static async create(folder: string, isHashed: boolean): Promise<PartialFile> {
    const location = path.join(folder, `.porchlight-${randomBytes(16).toString("base64url")}.part`);
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    const file = await open(location, O_WRONLY | O_CREAT | O_EXCL | noFollow(), 0o644);
    // The folder may have become a symlink between the look at it and now.
    if (process.platform === "linux" && (await readlink(`/proc/self/fd/${file.fd}`)) !== location) {
      await file.close();
      await unlink(location);
      throw new UploadError(403, "nothing is saved through a symlink");
    }
    return new PartialFile(folder, location, file, isHashed ? createHash("sha256") : undefined);
  }

  /** Bytes so far. */
  get length(): number {
    return this.#written + this.#waitingBytes;
  }

  /** The SHA-256 of what is written; undefined: nobody asked for it. */
  digest(): Buffer | undefined {
    return this.#hash?.copy().digest();
  }

  /** Adds bytes behind those that are there; resolves when more may come. Throws what the disk says. */
  async append(bytes: Buffer): Promise<void> {
    // Bytes behind some that did not get there would make another file of it.
    if (this.#failure !== undefined) await this.flush();
    if (bytes.length === 0) return;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= leastWritten) this.#writing ??= this.#write();
    if (this.#waitingBytes > mostWaiting) await this.flush();
  }

  /** Resolves when all bytes have been written. Throws what the disk said; then some of the last are not there. */
  async flush(): Promise<void> {
    while (this.#waiting.length > 0) await (this.#writing ??= this.#write());
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }

  /**
   * Makes the file appear under a name that is free, all of it on the disk before; the name that it got. Never
   * takes another file's place.
   */
  async publish(name: string): Promise<string> {
    await this.flush();
    await this.#file.sync();
    await this.#file.close();
    const final = await this.#giveName(name);
    await syncFolder(this.#folder);
    return final;
  }

  /** Takes back all of it. */
  async discard(): Promise<void> {
    await this.#writing;
    await this.#file.close().catch(() => undefined); // closed already, or on a disk that is gone: the rest still follows
    await unlink(this.path).catch(ignoreMissing);
  }

  /** Writes what waits. Never rejects: what the disk said is kept. */
  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const { bytesWritten } = await this.#file.writev(this.#waiting.slice(0, mostInOneWrite), this.#written);
        this.#written += bytesWritten;
        this.#waitingBytes -= bytesWritten;
        this.#drop(bytesWritten);
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#waiting = [];
      this.#waitingBytes = 0;
    } finally {
      this.#writing = undefined;
    }
  }

  /** So many of the bytes that waited are on the disk. */
  #drop(written: number): void {
    let left = written;
    while (left > 0) {
      const [first = nothing] = this.#waiting;
      const part = first.subarray(0, left);
      this.#hash?.update(part);
      left -= part.length;
      if (part.length === first.length) this.#waiting.shift();
      else this.#waiting[0] = first.subarray(part.length);
    }
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

const nothing = Buffer.alloc(0);

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
