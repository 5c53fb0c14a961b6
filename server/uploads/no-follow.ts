import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

/** The flag that keeps `open` from following a symlink; Windows has none. */
export function noFollow(): number {
  return process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
}

/** Makes an empty file, to be written. Throws what the disk says: EEXIST where the name is taken. */
export function openNew(location: string): Promise<FileHandle> {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  return open(location, O_WRONLY | O_CREAT | O_EXCL | noFollow(), 0o644);
}
