import fs from "node:fs";
import { realpath } from "node:fs/promises";
import { promisify } from "node:util";
import { codeOf } from "../error-code.ts";

/** Follows the links of a path one by one, and asks nothing of the drive. */
const followLinks = promisify<string, string>(fs.realpath);

/**
 * Where a path really leads. Windows knows it of no drive that its mount manager does not: of RAM disks, and of many
 * that a program makes, such as Cryptomator or rclone (nodejs/node#6861, vitejs/vite#13655). It calls that EISDIR.
 * Throws what the disk says.
 */
export async function realPath(path: string, ask: (path: string) => Promise<string> = realpath): Promise<string> {
  try {
    return await ask(path);
  } catch (error) {
    if (codeOf(error) !== "EISDIR") throw error;
    return followLinks(path);
  }
}
