import { constants } from "node:fs";
import { open, unlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ignoreDisk } from "../files/disk-error.ts";
import { noFollow, within } from "./no-follow.ts";
import { isPassing } from "./upload-error.ts";

/** What a server that starts again must know of an upload that waits for its rest. Lies beside its partial file. */
export type UploadRecord = {
  readonly name: string;
  readonly length: number;
  readonly digest: Buffer | undefined;
  /** Folders that were made for it, one in the other, the one that it lies in included. */
  readonly madeFolders: number;
  /** When the computer was started that wrote it: milliseconds since 1970. */
  readonly bootedAt: number;
  /** Bytes that are on the disk, whatever happens to the computer. */
  readonly synced: number;
};

/** A record has a name of 255 bytes, a digest and some numbers. */
const mostBytes = 4096;
/** Milliseconds that two looks at the clock may differ. */
const clockDrift = 10_000;

/** Where the record of a partial file lies. */
export function recordPathOf(part: string): string {
  return part.replace(/\.part$/, ".upload");
}

/** When the computer was switched on: milliseconds since 1970, give or take the clock's corrections. */
export function bootedAt(): number {
  return Math.round(Date.now() - os.uptime() * 1000);
}

/**
 * Whether the bytes of a partial file are those that were written to it. A server that was killed leaves what it
 * wrote to the system; a computer that lost its power may leave a file of the right length with holes in it.
 */
export function isTrusted(record: UploadRecord, length: number): boolean {
  return length === record.synced || Math.abs(record.bootedAt - bootedAt()) < clockDrift;
}

/** Writes, perhaps anew, a partial file's record. @throws UploadError 403 through a symlink; or what the disk says. */
export async function writeRecord(part: string, record: UploadRecord): Promise<void> {
  const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
  const { dir, base } = path.parse(recordPathOf(part));
  const file = await within(dir, (folder) =>
    open(path.join(folder, base), O_WRONLY | O_CREAT | O_TRUNC | noFollow(), 0o600),
  );
  try {
    await file.writeFile(JSON.stringify({ ...record, digest: record.digest?.toString("base64") }));
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * The record of a partial file; undefined: there is none, not a whole one, or none for us. Throws what the disk says
 * where that may pass.
 */
export async function readRecord(part: string): Promise<UploadRecord | undefined> {
  try {
    const file = await open(recordPathOf(part), constants.O_RDONLY | noFollow());
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
      return parseRecord(buffer.toString("utf8", 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isPassing(error)) throw error; // whoever goes on with it would have to begin anew
    ignoreDisk(error);
    return undefined;
  }
}

/** Removes the record of a partial file, where there is one. */
export async function removeRecord(part: string): Promise<void> {
  await unlink(recordPathOf(part)).catch(ignoreDisk); // gone already, or on a disk that is
}

function parseRecord(text: string): UploadRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // broken off in the middle
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { name, length, digest, madeFolders, bootedAt, synced } = value as Record<string, unknown>;
  if (typeof name !== "string" || !isCount(length) || !isCount(bootedAt) || !isCount(synced)) return undefined;
  if (digest !== undefined && typeof digest !== "string") return undefined;
  const bytes = digest === undefined ? undefined : Buffer.from(digest, "base64");
  return { name, length, digest: bytes, madeFolders: isCount(madeFolders) ? madeFolders : 0, bootedAt, synced };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
