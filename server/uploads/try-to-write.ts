import { randomBytes } from "node:crypto";
import { unlink } from "node:fs/promises";
import { ignoreDisk } from "../files/disk-error.ts";
import { openNew } from "./no-follow.ts";
import { partialPath } from "./partial-file.ts";

/** Makes a file in a folder, and takes it away. Throws what the disk says. */
export async function tryToWrite(folder: string): Promise<void> {
  const trial = partialPath(folder, randomBytes(16).toString("base64url"));
  await (await openNew(trial)).close();
  await unlink(trial).catch(ignoreDisk); // a virus scanner looks at it: the sweep takes it away
}
