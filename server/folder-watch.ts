import { codeOf } from "./error-code.ts";
import { isReadableFolder } from "./files/root.ts";
import { folderProblem, notAFolder, type ShareProblem } from "./share-problem.ts";

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
 * Looks after a folder until the returned function is called: tells once of a problem that lasts, and once, by
 * undefined, that it is over.
 */
export function watchFolder(
  folder: string,
  onChange: (problem: ShareProblem | undefined) => void,
  lookAt = problemWith,
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
