import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { openRoot, type Root } from "./files/root.ts";
import { ShareProblem, folderProblem, notAFolder } from "./share-problem.ts";
import { usualDiskBytesToLeave, usualMostBytes, type UploadOptions } from "./uploads/upload-options.ts";
import { UploadShare } from "./uploads/upload-share.ts";

/** Files that arrive at once, from all visitors: browsers send six each. */
const mostAtOnce = 64;

/** Lets visitors of a share send files. @throws ShareProblem where the folder for them is not to be had. */
export async function openUploads(root: Root, options: UploadOptions): Promise<UploadShare> {
  const { inbox, mostBytes = usualMostBytes, diskBytesToLeave = usualDiskBytesToLeave } = options;
  const target = inbox === undefined ? root : await openInbox(path.resolve(inbox));
  try {
    await access(target.path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const what = `The folder ${target.path} cannot be written to, so visitors cannot send files.`;
    throw new ShareProblem("other", what, "Choose another folder for what they send.", { cause: error });
  }
  return new UploadShare(target, { mostBytes, diskBytesToLeave, mostAtOnce }, inbox === undefined);
}

async function openInbox(folder: string): Promise<Root> {
  try {
    const root = await openRoot(folder, false);
    if (!(await stat(root.path)).isDirectory()) throw notAFolder(folder);
    return root;
  } catch (error) {
    throw error instanceof ShareProblem ? error : folderProblem(folder, error);
  }
}
