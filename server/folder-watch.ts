import { stat } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "./error-code.ts";
import { ignoreDisk } from "./files/disk-error.ts";
import { isReadableFolder } from "./files/root.ts";
import { driveGone, folderProblem, notAFolder, type ShareProblem } from "./share-problem.ts";

/** How soon it is noticed that a folder has gone, or is back. */
const lookMilliseconds = 1000;

/** What is wrong with a folder that is to be shared; undefined: nothing. */
export async function problemWith(folder: string): Promise<ShareProblem | undefined> {
  try {
    return (await isReadableFolder(folder)) ? undefined : notAFolder(folder);
  } catch (error) {
    return folderProblem(folder, error);
  }
}

/**
 * Looks at a folder again and again. Where it was a drive at the first time, it is found that this is gone: what it was
 * mounted on is another folder, and what visitors send would go to another disk.
 */
export function looksAt(isOne = isDrive): typeof problemWith {
  let wasDrive: boolean | undefined;
  return async (folder) => {
    const problem = await problemWith(folder);
    if (problem !== undefined) return problem;
    try {
      const isNow = await isOne(folder);
      wasDrive ??= isNow;
      return wasDrive && !isNow ? driveGone(folder) : undefined;
    } catch (error) {
      ignoreDisk(error); // the next look finds what is wrong
      return undefined;
    }
  };
}

/**
 * Whether a drive is mounted on a folder; on Windows, where it has a letter that goes with it, nobody asks. Throws what
 * the disk says.
 */
export async function isDrive(folder: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform === "win32") return false;
  return (await stat(folder)).dev !== (await stat(path.dirname(folder))).dev;
}

/**
 * Looks after a folder until the returned function is called: tells once of a problem that lasts, and once, by
 * undefined, that it is over.
 */
export function watchFolder(
  folder: string,
  onChange: (problem: ShareProblem | undefined) => void,
  lookAt = looksAt(),
): () => void {
  let isLooking = false;
  let isEnded = false;
  let isTold = false;
  let inARow = 0;
  const look = async (): Promise<void> => {
    if (isLooking) return; // a sleeping disk or a network drive takes its time
    isLooking = true;
    const problem = await lookAt(folder);
    isLooking = false;
    inARow = problem === undefined ? 0 : inARow + 1;
    const isNews = problem === undefined ? isTold : !isTold && inARow >= looksNeeded(problem);
    if (!isNews || isEnded) return;
    isTold = problem !== undefined;
    onChange(problem);
  };
  void look(); // what the folder is now is what it is held against
  const timer = setInterval(() => void look(), lookMilliseconds);
  return () => {
    isEnded = true;
    clearInterval(timer);
  };
}

/** Looks in a row that must find a problem: a network drive falters, and every transfer is cut off for it. */
function looksNeeded({ kind, cause }: ShareProblem): number {
  const code = codeOf(cause);
  if (code === "EMFILE" || code === "ENFILE") return Infinity; // too many files are open here: that says nothing of it
  return kind === "folder missing" || kind === "not a folder" ? 2 : 3;
}
