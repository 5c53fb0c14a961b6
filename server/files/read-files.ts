import type { BigIntStats } from "node:fs";
import type { isSameFile } from "../same-file.ts";

/** A small file, in the state in which it is wanted. */
export type ExpectedFile = {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeNs: bigint;
};

/** Files to be read whole, one after the other. */
export type FilesQuestion = {
  readonly files: readonly ExpectedFile[];
  /** After so long no further one is begun: a slow disk would hold up all who wait for the thread. */
  readonly milliseconds: number;
};

/** The contents of files, one behind the other, each in the room of its expected size. */
export type FilesRead = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * Where each really is; empty: there is nothing in its room, for it is not what was expected, cannot be read, or the
   * time was over.
   */
  readonly realPaths: readonly string[];
};

/** Where an open file really is; empty: another has taken its place. */
export type WhereIs = (descriptor: number, path: string, stats: BigIntStats, isSame: typeof isSameFile) => string;

/**
 * Reads small files that are regular ones, and in the expected state before and after. It does all of it at once, and
 * belongs into a thread of its own, where it is sent as text: it may use nothing of this module. Whether what a path
 * really leads to is shared is for others to decide.
 */
export function readFiles(
  { files, milliseconds }: FilesQuestion,
  whereIs: WhereIs,
  isSame: typeof isSameFile,
): FilesRead {
  const { closeSync, constants, fstatSync, openSync, readSync } = process.getBuiltinModule("node:fs");
  const isWindows = process.platform === "win32";
  // as everywhere: a FIFO in a file's place must not hold the thread for ever
  const flags = isWindows ? constants.O_RDONLY : constants.O_RDONLY | constants.O_NONBLOCK;
  const read = ({ path, size, mtimeNs }: ExpectedFile, target: Uint8Array): string => {
    const descriptor = openSync(path, flags);
    try {
      const isAsExpected = (stats: BigIntStats) =>
        stats.isFile() && stats.size === BigInt(size) && stats.mtimeNs === mtimeNs;
      const stats = fstatSync(descriptor, { bigint: true });
      if (!isAsExpected(stats)) return "";
      const realPath = whereIs(descriptor, path, stats, isSame);
      const count = readSync(descriptor, target, 0, size, 0);
      return count === size && isAsExpected(fstatSync(descriptor, { bigint: true })) ? realPath : "";
    } finally {
      closeSync(descriptor);
    }
  };
  const bytes = new Uint8Array(files.reduce((sum, { size }) => sum + size, 0));
  const end = performance.now() + milliseconds;
  let start = 0;
  const realPaths = files.map((file) => {
    const target = bytes.subarray(start, start + file.size);
    start += file.size;
    if (performance.now() >= end) return "";
    try {
      return read(file, target);
    } catch {
      return ""; // whoever opens it by itself is told
    }
  });
  return { bytes, realPaths };
}

/** As `readFiles` needs it, and as free of everything else: what `OpenedFile` and `realPath` do, at once. */
export function whereIsOpen(
  descriptor: number,
  path: string,
  stats: BigIntStats,
  isSame: typeof isSameFile,
): ReturnType<WhereIs> {
  const { readlinkSync, realpathSync, statSync } = process.getBuiltinModule("node:fs");
  if (process.platform === "linux") return readlinkSync(`/proc/self/fd/${descriptor}`);
  let real: string;
  try {
    real = realpathSync.native(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EISDIR") throw error;
    real = realpathSync(path);
  }
  return isSame(statSync(real, { bigint: true }), stats) ? real : "";
}
