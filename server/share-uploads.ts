import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { namesBelow, openRoot, type Root } from "./files/root.ts";
import { ShareProblem, folderProblem, notAFolder } from "./share-problem.ts";
import { tryToWrite } from "./uploads/try-to-write.ts";
import { usualDiskBytesToLeave, usualMostBytes, type UploadOptions } from "./uploads/upload-options.ts";
import { UploadShare } from "./uploads/upload-share.ts";

const otherInbox = "Choose another folder for what visitors send.";

/**
 * Lets visitors of a share send files, of which so many may arrive at once.
 * @throws ShareProblem where the folder for them is not to be had.
 */
export async function openUploads(root: Root, options: UploadOptions, mostAtOnce: number): Promise<UploadShare> {
  const { inbox, mostBytes = usualMostBytes, diskBytesToLeave = usualDiskBytesToLeave } = options;
  if (inbox === undefined) await mustBeWritable(root);
  const target = inbox === undefined ? root : await openInbox(path.resolve(inbox));
  if (inbox !== undefined) mustBeApart(inbox, target, root);
  return new UploadShare(target, { mostBytes, diskBytesToLeave, mostAtOnce }, inbox === undefined);
}

/** A folder for what visitors send. @throws ShareProblem where it is not to be had. */
export async function openInbox(folder: string): Promise<Root> {
  const root = await openRoot(folder, false).catch((error: unknown) => {
    throw inboxProblem(folder, folderProblem(folder, error));
  });
  if (!(await stat(root.path)).isDirectory()) throw inboxProblem(folder, notAFolder(folder));
  await mustBeWritable(root);
  return root;
}

/** @throws ShareProblem where everybody could get what visitors send, for the inbox is shared. */
export function mustBeApart(folder: string, inbox: Root, shared: Root): void {
  const isShared = namesBelow(shared, inbox.path) !== undefined;
  if (!isShared && namesBelow(inbox, shared.path) === undefined) return;
  const what = isShared
    ? `The folder ${folder} is shared itself, so everybody could get what visitors send.`
    : `The shared folder is in the folder ${folder}, so everybody could get what visitors send there.`;
  throw new ShareProblem("no inbox", what, "Choose a folder that is apart from the shared one for what visitors send.");
}

function inboxProblem(folder: string, problem: ShareProblem): ShareProblem {
  const { kind, message } = problem;
  const what = kind === "folder missing" ? `There is no folder ${folder} for what visitors send.` : message;
  return new ShareProblem("no inbox", what, otherInbox, { cause: problem });
}

/** Windows does not look at who may write when it is only asked (Node.js, fs.access), nor at its guard of folders. */
async function mustBeWritable({ path: folder, platform }: Root): Promise<void> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    if (platform === "win32") await tryToWrite(folder);
  } catch (error) {
    const what = `The folder ${folder} cannot be written to, so visitors cannot send files.`;
    throw new ShareProblem("no inbox", what, otherInbox, { cause: error });
  }
}
