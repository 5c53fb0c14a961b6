import { link, lstat, rename, unlink } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../error-code.ts";
import { ignoreDisk } from "../files/disk-error.ts";
import { putInPlace, usualPatience, type Patience } from "../put-in-place.ts";
import { openNew } from "./no-follow.ts";
import { UploadError } from "./upload-error.ts";
import { numbered } from "./upload-name.ts";

/** Files of one name, before another one should be found. */
const mostOfOneName = 10_000;

/** What a disk can do with names. */
export type Disk = {
  readonly has: (target: string) => Promise<boolean>;
  readonly link: (file: string, target: string) => Promise<void>;
  readonly unlink: (file: string) => Promise<void>;
  /** Makes an empty file. Throws EEXIST where the name is taken. */
  readonly reserve: (target: string) => Promise<void>;
  readonly rename: (file: string, target: string) => Promise<void>;
};

/** The disk itself. */
export const thisDisk: Disk = { has, link, unlink, reserve, rename };

/**
 * Gives a file, which is closed, the name that was wished for in its folder, or one with a number that is free behind
 * one that is taken; which one. Never takes another file's place.
 * @throws UploadError 409 where too many files have the name; or what the disk says.
 */
export async function giveName(
  file: string,
  wished: string,
  disk = thisDisk,
  patience = usualPatience,
): Promise<string> {
  const targetOf = (name: string) => path.join(path.dirname(file), name);
  let number = 1;
  while (number <= mostOfOneName) {
    const name = numbered(wished, number);
    if (await takeName(file, targetOf(name), disk, patience)) return name;
    number = await freeNumber(number, (next) => disk.has(targetOf(numbered(wished, next))));
  }
  throw new UploadError(409, `there are ${mostOfOneName} files of that name`);
}

/**
 * A free number somewhere behind one that is taken. Of a thousand photos that are all called "image.jpg" none shall ask
 * for all the numbers before its own.
 */
async function freeNumber(taken: number, isTaken: (number: number) => Promise<boolean>): Promise<number> {
  let free = taken + 1;
  while (free <= mostOfOneName && (await isTaken(free))) [taken, free] = [free, free * 2];
  while (free - taken > 1) {
    const between = Math.floor((taken + free) / 2);
    if (await isTaken(between)) taken = between;
    else free = between;
  }
  return free;
}

/** False: the name is taken. A link fails then, which no rename does; disks without links get the name reserved first. */
async function takeName(file: string, target: string, disk: Disk, patience: Patience): Promise<boolean> {
  try {
    await disk.link(file, target);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    // Disks without links do not agree on how to say so: exFAT on Windows says EISDIR (nodejs/node#65817).
    return (await isReserved(target, disk)) && (await moved(file, target, disk, patience));
  }
  // The file is saved. On Windows a virus scanner may hold its first name for a moment: the next sweep takes it away.
  await disk.unlink(file).catch(ignoreDisk);
  return true;
}

/** On Windows a virus scanner may hold either file: a long upload is not lost for that. */
async function moved(file: string, target: string, disk: Disk, patience: Patience): Promise<true> {
  try {
    await putInPlace(file, target, { ...patience, move: disk.rename });
    return true;
  } catch (error) {
    await disk.unlink(target).catch(ignoreDisk); // nothing is to be found there but the empty file that holds the place
    throw error;
  }
}

async function isReserved(target: string, disk: Disk): Promise<boolean> {
  try {
    await disk.reserve(target);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function reserve(target: string): Promise<void> {
  await (await openNew(target)).close();
}

async function has(target: string): Promise<boolean> {
  try {
    await lstat(target);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}
