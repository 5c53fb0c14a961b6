import { constants } from "node:fs";
import { open, readlink, type FileHandle } from "node:fs/promises";
import { UploadError } from "./upload-error.ts";

/** O_PATH of Linux, which Node.js has no name for: it holds a folder whoever may read that. */
const holdOnly = 0o10000000;

/** The flag that keeps `open` from following a symlink; Windows has none. */
export function noFollow(): number {
  return process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
}

/** Makes an empty file, to be written. Throws what the disk says: EEXIST where the name is taken. */
export function openNew(location: string): Promise<FileHandle> {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  return open(location, O_WRONLY | O_CREAT | O_EXCL | noFollow(), 0o644);
}

/**
 * Does something in a real folder, by a path that goes on meaning this folder also where a symlink takes its place. Only
 * Linux has such paths.
 * @throws UploadError 403 where a symlink has done so already; or what the disk says.
 */
export async function within<T>(folder: string, act: (folder: string) => Promise<T>): Promise<T> {
  if (process.platform !== "linux") return act(folder);
  const handle = await open(folder, holdOnly | constants.O_DIRECTORY);
  try {
    const own = `/proc/self/fd/${handle.fd}`;
    if ((await readlink(own)) !== folder) throw new UploadError(403, "nothing is saved through a symlink");
    return await act(own);
  } finally {
    await handle.close();
  }
}
