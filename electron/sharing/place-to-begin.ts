import { stat } from "node:fs/promises";
import os from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { ignoreDisk } from "../../server/files/disk-error.ts";

/** Milliseconds that somebody waits for a dialog. */
const usualPatience = 500;

/**
 * Where a dialog for folders begins: in this one, if its drive says soon that it is there, else at home. Electron looks at
 * it once more, on a Mac in the main process, which all waits with it for a drive that does not answer (file_dialog_mac.mm);
 * and of one that is gone Windows is given the name, as if somebody had typed it (file_dialog_win.cc).
 */
export async function placeToBegin(
  folder: string | undefined,
  lookAt = isFolder,
  patience = usualPatience,
): Promise<string> {
  if (folder === undefined) return os.homedir();
  const isThere = await Promise.race([lookAt(folder), wait(patience, false)]);
  return isThere ? folder : os.homedir();
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    ignoreDisk(error);
    return false;
  }
}
