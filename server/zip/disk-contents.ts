import path from "node:path";
import type { DiskThread } from "../files/disk-thread.ts";
import { OpenedFile } from "../files/opened-file.ts";
import { readContent } from "../files/read-content.ts";
import { refusalOfReal, type Root } from "../files/root.ts";
import { HttpError } from "../http/http-error.ts";
import type { ZipPlan } from "./zip-plan.ts";
import type { Content, Contents } from "./zip-stream.ts";

/** Milliseconds for the files that are read at once: a quick disk needs two or three, and a folder's page waits for it. */
const usualMilliseconds = 20;

/** Contents of which many can be read at once; undefined: that one has to be opened, also to learn what is the matter. */
export type ManyContents = Contents & {
  readonly readMany: (indexes: readonly number[]) => Promise<readonly (Buffer | undefined)[]>;
};

/**
 * The contents of a plan's entries: files in the state in which they were planned, or an error. `milliseconds`: how long
 * those that are read at once may take; those that are not there by then have to be opened.
 */
export function diskContents(
  root: Root,
  disk: DiskThread,
  plan: ZipPlan,
  milliseconds = usualMilliseconds,
): ManyContents {
  return {
    open: (index) =>
      index === plan.noteIndex ? Promise.resolve(memoryContent(plan.note)) : openFile(root, plan, index),
    readMany: (indexes) => readMany(root, disk, plan, indexes, milliseconds),
  };
}

async function openFile(root: Root, plan: ZipPlan, index: number): Promise<Content> {
  const { name, size } = plan.layout.entry(index);
  const file = await openNamed(root, pathOf(plan, name), name);
  const changed = () => new HttpError(503, `${name} has changed since the zip was begun`);
  if (file.size !== size || file.stats.mtimeNs !== plan.states.at(index)) {
    file.release();
    throw changed();
  }
  const content = file.lease();
  file.release();
  return {
    read: async (target, position) => {
      const count = await readContent(content, target, position);
      if (count === 0 && position < size) throw new HttpError(503, `${name} became shorter while it was zipped`);
      return count;
    },
    check: async () => {
      if (!(await file.isUnchanged())) throw changed();
    },
    close: () => content.release(),
  };
}

/** The log's reader is told which of the many files is the matter. @throws HttpError as `OpenedFile.open` does. */
async function openNamed(root: Root, file: string, name: string): Promise<OpenedFile> {
  try {
    return await OpenedFile.open(root, file);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    throw new HttpError(error.status, `${name}: ${error.message}`, { cause: error });
  }
}

/** @throws HttpError 503 where the share is ending. */
async function readMany(root: Root, disk: DiskThread, plan: ZipPlan, indexes: readonly number[], milliseconds: number) {
  const files = indexes.map((index) => {
    const { name, size } = plan.layout.entry(index);
    return { path: pathOf(plan, name), size, mtimeNs: plan.states.at(index) ?? 0n };
  });
  const { bytes, realPaths } = await disk.readFiles({ files, milliseconds });
  let start = 0;
  return files.map(({ size }, place) => {
    const from = start;
    start += size;
    const realPath = realPaths[place] ?? "";
    if (realPath === "" || refusalOfReal(root, realPath) !== undefined) return undefined;
    return Buffer.from(bytes.buffer, from, size);
  });
}

/** Where an entry's file lies. */
function pathOf({ folder }: ZipPlan, name: string): string {
  return path.join(folder.path, name.slice(folder.name.length));
}

/** A content that is in memory. */
export function memoryContent(bytes: Buffer): Content {
  return {
    read: (target, position) => Promise.resolve(bytes.copy(target, 0, position)),
    check: () => Promise.resolve(),
    close: () => undefined,
  };
}
