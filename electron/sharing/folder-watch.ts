import { isReadableFolder } from "../../server/files/root.ts";
import { folderProblem, notAFolder, type ShareProblem } from "../../server/share-problem.ts";

/** How soon it is noticed that a folder has gone. */
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
 * Looks after a folder until it has a problem that lasts, tells it once, and ends; or ends when the returned function
 * is called.
 */
export function watchFolder(
  folder: string,
  onProblem: (problem: ShareProblem) => void,
  lookAt = problemWith,
): () => void {
  let isLooking = false;
  let inARow = 0;
  const look = async (): Promise<void> => {
    if (isLooking) return; // a sleeping disk or a network drive takes its time
    isLooking = true;
    const problem = await lookAt(folder);
    isLooking = false;
    inARow = problem === undefined ? 0 : inARow + 1;
    if (problem === undefined || inARow < looksNeeded(problem) || ended) return;
    end();
    onProblem(problem);
  };
  let ended = false;
  const timer = setInterval(() => void look(), lookMilliseconds);
  const end = (): void => {
    ended = true;
    clearInterval(timer);
  };
  return end;
}

/** Looks in a row that must find a problem: a network drive falters, and every transfer is cut off for it. */
function looksNeeded({ kind }: ShareProblem): number {
  return kind === "folder missing" || kind === "not a folder" ? 2 : 3;
}
