import path from "node:path";
import { OpenedFile } from "../files/opened-file.ts";
import { readContent } from "../files/read-content.ts";
import type { Root } from "../files/root.ts";
import { HttpError } from "../http/http-error.ts";
import type { ZipPlan } from "./zip-plan.ts";
import type { Content, Contents } from "./zip-stream.ts";

/** The contents of a plan's entries: files in the state in which they were planned, or an error. */
export function diskContents(root: Root, plan: ZipPlan): Contents {
  return {
    open: (index) =>
      index === plan.noteIndex ? Promise.resolve(memoryContent(plan.note)) : openFile(root, plan, index),
  };
}

async function openFile(root: Root, { layout, folder, states }: ZipPlan, index: number): Promise<Content> {
  const { name, size } = layout.entry(index);
  const file = await OpenedFile.open(root, path.join(folder.path, name.slice(folder.name.length)));
  const changed = () => new HttpError(503, `${name} has changed since the zip was begun`);
  if (file.size !== size || file.stats.mtimeNs !== states.at(index)) {
    file.release();
    throw changed();
  }
  const content = file.lease();
  file.release();
  return {
    read: (target, position) => readContent(content, target, position),
    check: async () => {
      if (!(await file.isUnchanged())) throw changed();
    },
    close: () => content.release(),
  };
}

/** A content that is in memory. */
export function memoryContent(bytes: Buffer): Content {
  return {
    read: (target, position) => Promise.resolve(bytes.copy(target, 0, position)),
    check: () => Promise.resolve(),
    close: () => undefined,
  };
}
