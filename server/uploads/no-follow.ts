import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { whileHeld } from "../files/held-folder.ts";
import { UploadError } from "./upload-error.ts";

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
 * Does something in a real folder, by a path that goes on meaning this folder also where a symlink takes its place.
 * @throws UploadError 403 where a symlink has done so already; or what the disk says.
 */
export function within<T>(folder: string, act: (folder: string) => Promise<T>): Promise<T> {
  return whileHeld(folder, (own, place) => {
    if (place !== folder) throw throughSymlink();
    return act(own);
  });
}

/** The refusal of what a symlink would lead elsewhere. */
export function throughSymlink(): UploadError {
  return new UploadError(403, "nothing is saved through a symlink");
}
