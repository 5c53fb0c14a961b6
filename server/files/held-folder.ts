import { constants } from "node:fs";
import { open, readlink } from "node:fs/promises";

/** O_PATH of Linux, which Node.js has no name for: it holds a folder whoever may read that. */
const holdOnly = 0o10000000;

/**
 * Does something in a folder, by a path that goes on meaning this folder also where a symlink takes its place; `place`:
 * where it really is. Only Linux has such paths: elsewhere both are the path that was given. Throws what the disk says.
 */
export async function whileHeld<T>(folder: string, act: (own: string, place: string) => Promise<T>): Promise<T> {
  if (process.platform !== "linux") return act(folder, folder);
  const handle = await open(folder, holdOnly | constants.O_DIRECTORY);
  try {
    const own = `/proc/self/fd/${handle.fd}`;
    return await act(own, await readlink(own));
  } finally {
    await handle.close();
  }
}
