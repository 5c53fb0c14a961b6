import type { Stats } from "node:fs";
import { lstat, mkdir } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../error-code.ts";
import { refusalOf, startsWithDot } from "../files/names.ts";
import { realPath } from "../files/real-path.ts";
import { refusalOfReal, type Root } from "../files/root.ts";
import { madeUpNames, type FindMadeUp } from "../files/short-name.ts";
import type { MadeFolders } from "./made-folders.ts";
import { throughSymlink, within } from "./no-follow.ts";
import { UploadError } from "./upload-error.ts";
import { refusalOfUpload } from "./upload-name.ts";

/** Folders that a file may lie in, one inside the other. */
const mostLevels = 32;

/**
 * The real folder that names lead to below the target, made where it is missing. Never through a symlink.
 * @throws UploadError 400, 403, 409 or 414; or what the disk says.
 */
export async function openTargetFolder(
  target: Root,
  names: readonly string[],
  made: MadeFolders,
  findMadeUp = madeUpNames,
): Promise<string> {
  const reached: string[] = [];
  const step = async (folder: string, name: string) => {
    await enter(folder, name, target, made);
    reached.push(folder);
  };
  try {
    return await walk(target, names, step, findMadeUp);
  } catch (error) {
    await made.remove(reached.at(-1) ?? target.path);
    throw error;
  }
}

/** The same where it is there already. @throws UploadError 404 where it is not, and as above. */
export function findTargetFolder(target: Root, names: readonly string[], findMadeUp = madeUpNames): Promise<string> {
  const step = async (folder: string) => {
    if ((await find(folder))?.isDirectory() !== true) throw new UploadError(404, "the folder is not there");
  };
  return walk(target, names, step, findMadeUp);
}

async function walk(
  target: Root,
  names: readonly string[],
  step: (folder: string, name: string) => Promise<void>,
  findMadeUp: FindMadeUp,
): Promise<string> {
  if (names.length > mostLevels) throw new UploadError(414, `more than ${mostLevels} folders in one another`);
  let folder = target.path;
  for (const name of names) {
    // What is shared by such a name exists for visitors; what is new has stricter names. Folders whose names start
    // with a dot hold keys and settings: nothing is sent there, even where they are shared.
    if (startsWithDot(name) || refusalOf(name, target) !== undefined) throw noSuchName();
    const parent = folder;
    folder = path.join(parent, name);
    await step(folder, name);
    if ((await findMadeUp(parent, [name])).size > 0) throw noSuchName();
  }
  if (refusalOfReal(target, await realPath(folder)) !== undefined) throw throughSymlink();
  return folder;
}

async function enter(folder: string, name: string, target: Root, made: MadeFolders): Promise<void> {
  const stats = await find(folder);
  if (stats?.isDirectory() === true) return;
  if (stats?.isSymbolicLink() === true) throw throughSymlink();
  if (stats !== undefined) throw new UploadError(409, "a file is in the folder's place");
  const reason = refusalOfUpload(name, target);
  if (reason !== undefined) throw new UploadError(400, reason);
  try {
    await within(path.dirname(folder), (parent) => mkdir(path.join(parent, name)));
    made.add(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    await enter(folder, name, target, made); // somebody else has just made it
  }
}

function noSuchName(): UploadError {
  return new UploadError(400, "no folder may have that name");
}

async function find(folder: string): Promise<Stats | undefined> {
  try {
    return await lstat(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
