import { access, constants, stat } from "node:fs/promises";
import { folderProblem, notAFolder, type ShareProblem } from "../../server/share-problem.ts";

/** How soon it is noticed that a folder has gone. */
const lookMilliseconds = 1000;

/** What is wrong with a folder that is to be shared; undefined: nothing. */
export async function problemWith(folder: string): Promise<ShareProblem | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return notAFolder(folder);
    await access(folder, constants.R_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return folderProblem(folder, error);
  }
}

/** Looks after a folder until it has a problem, tells it once, and ends; or ends when the returned function is called. */
export function watchFolder(folder: string, onProblem: (problem: ShareProblem) => void): () => void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return; // a sleeping disk or a network drive takes its time
    isLooking = true;
    const problem = await problemWith(folder);
    isLooking = false;
    if (problem === undefined || ended) return;
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
