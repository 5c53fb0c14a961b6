import type { StatsFs } from "node:fs";
import { statfs } from "node:fs/promises";
import { UploadError } from "./upload-error.ts";

/** Bytes that an upload of unknown length is granted at a time. */
const stepBytes = 16 * 1024 * 1024;

/** Sees to it that uploads leave the disk the room it was promised, all of them together. */
export class DiskRoom {
  readonly #leave: number;
  #promised = 0;

  /** `leave`: bytes that stay free. */
  constructor(leave: number) {
    this.#leave = leave;
  }

  /** Room for an upload into a folder. @throws UploadError 507 where there is not enough; or what the disk says. */
  async claim(folder: string, bytes: number): Promise<Claim> {
    const claim = this.claimNothing(folder);
    await claim.extend(bytes);
    return claim;
  }

  /** A claim for an upload into a folder of which nothing comes yet. */
  claimNothing(folder: string): Claim {
    return new Claim((more) => this.#grant(folder, more));
  }

  /** Room that others may not have; gives it back when called. */
  async #grant(folder: string, bytes: number): Promise<(used: number) => void> {
    this.#promised += bytes;
    const giveBack = (count: number) => {
      this.#promised -= count;
    };
    try {
      const disk = await statfs(folder);
      const isShort = disk.bavail * disk.bsize - this.#promised < this.#leave || bytesOfNames(disk) < this.#leave;
      if (isShort) throw new UploadError(507, "the disk has no room for it");
      return giveBack;
    } catch (error) {
      giveBack(bytes); // also where the folder is gone
      throw error;
    }
  }
}

/**
 * The bytes for which a disk still has names, as far as it counts these, at the mean size for which it was made: who
 * sends many empty files, in as many folders, fills it as well. One that says 0 means no number, or says so itself.
 */
function bytesOfNames({ files, ffree, blocks, bsize }: StatsFs): number {
  return files > 0 && ffree > 0 ? (ffree / files) * blocks * bsize : Number.POSITIVE_INFINITY;
}

type Grant = (bytes: number) => Promise<(count: number) => void>;

/** The room that one upload may fill. */
export class Claim {
  readonly #grant: Grant;
  #giveBack: (count: number) => void = () => undefined;
  #left = 0;

  constructor(grant: Grant) {
    this.#grant = grant;
  }

  /** Claims so many bytes more. @throws UploadError 507; or what the disk says. */
  async extend(bytes: number): Promise<void> {
    this.#giveBack = await this.#grant(bytes);
    this.#left += bytes;
  }

  /** Bytes are about to be written: what they fill is the disk's to count. Throws as `extend` does. */
  async spend(bytes: number): Promise<void> {
    // Where there is no room for a step any more, there may be for these: what the disk says to that is told.
    if (bytes > this.#left) await this.extend(stepBytes + bytes).catch(() => this.extend(bytes));
    this.#left -= bytes;
    this.#giveBack(bytes);
  }

  /** A claim of so many bytes in place of this one. Throws as `extend` does. */
  async renew(bytes: number): Promise<Claim> {
    this.release();
    const claim = new Claim(this.#grant);
    await claim.extend(bytes);
    return claim;
  }

  /** What was not filled is free again. */
  release(): void {
    this.#giveBack(this.#left);
    this.#left = 0;
  }
}
