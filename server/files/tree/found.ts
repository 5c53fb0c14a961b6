import fs, { constants, type BigIntStats } from "node:fs";
import { access, open } from "node:fs/promises";
import { promisify } from "node:util";
import { codeOf } from "../../error-code.ts";
import { reasonOf } from "../disk-error.ts";
import { realPath } from "../real-path.ts";
import { refusalOfReal, type Root } from "../root.ts";

/** What the disk tells of a file or a folder. */
export type DiskStats = BigIntStats;

/** What a path inside the share turned out to be. */
export type Found =
  | { readonly kind: "file" | "folder"; readonly stats: DiskStats }
  | { readonly kind: "left out"; readonly reason: string }
  /** It was there a moment ago, or what it leads to is hidden: nothing to tell. */
  | { readonly kind: "gone" };

/** With nanoseconds, and with less garbage than the one of node:fs/promises, whose every request has memory of its own. */
export const statExactly = promisify<string, { bigint: true }, BigIntStats>(fs.stat);

/** Names one folder, whatever leads to it; on a network drive that gives its folders no numbers, the path alone. */
export function identityOf(path: string, { dev, ino }: Pick<DiskStats, "dev" | "ino">): string {
  return ino === 0n ? path : `${dev}:${ino}`;
}

const everybodyReads = 0o444n;

/**
 * Looks at a path by the listing's rules, and whether it could be read. Windows tells of a file neither who may read it
 * (Node.js, fs.access) nor whether a program keeps it to itself: it is opened for that.
 */
export async function look(root: Root, path: string, mayBeLink: boolean, tryToOpen = openAndClose): Promise<Found> {
  try {
    if (mayBeLink) {
      const refusal = refusalOfReal(root, await realPath(path));
      if (refusal !== undefined) return { kind: "left out", reason: refusal };
    }
    const stats = await statExactly(path, { bigint: true });
    if (!stats.isFile() && !stats.isDirectory()) return { kind: "left out", reason: "it is no regular file" };
    if ((stats.mode & everybodyReads) !== everybodyReads) await access(path, constants.R_OK);
    if (root.platform === "win32" && stats.isFile()) await tryToOpen(path);
    return { kind: stats.isFile() ? "file" : "folder", stats };
  } catch (error) {
    return foundOf(error, mayBeLink);
  }
}

async function openAndClose(file: string): Promise<void> {
  await (await open(file, "r")).close();
}

function foundOf(error: unknown, mayBeLink: boolean): Found {
  const reason = reasonAgainst(error);
  if (codeOf(error) !== "ENOENT") return { kind: "left out", reason };
  return mayBeLink ? { kind: "left out", reason: "nothing is there" } : { kind: "gone" };
}

/** Why the disk does not give something, in words; any other error is thrown on. */
export function reasonAgainst(error: unknown): string {
  const code = codeOf(error);
  if (code === "") throw error;
  return reasonOf(code) ?? `the disk cannot read it (${code})`;
}
