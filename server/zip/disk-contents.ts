import { OpenedFile } from "../files/opened-file.ts";
import type { Root } from "../files/root.ts";
import { HttpError } from "../http/http-error.ts";
import type { FileContent } from "../http/response.ts";
import type { Checksums } from "./checksums.ts";
import type { TreeEntry } from "./tree-walk.ts";
import type { NoteEntry } from "./zip-plan.ts";
import type { Content, Contents } from "./zip-stream.ts";

/** The contents of a plan's entries: files in the state in which they were planned, or an error. */
export function diskContents(root: Root, checksums: Checksums): Contents<TreeEntry | NoteEntry> {
  return {
    open: (entry) => (entry.kind === "note" ? Promise.resolve(noteContent(entry.text)) : openFile(root, entry)),
    checksumsOf: (entry) => {
      if (entry.kind === "note") return checksums.of(entry.text.toString(), entry.size);
      return checksums.of(`${entry.path}\n${entry.size}\n${entry.modifiedNanoseconds}`, entry.size);
    },
  };
}

async function openFile(root: Root, entry: TreeEntry): Promise<Content> {
  const file = await OpenedFile.open(root, entry.path);
  if (file.size !== entry.size || file.stats.mtimeNs !== entry.modifiedNanoseconds) {
    file.release();
    throw changed(entry);
  }
  const content = file.lease();
  file.release();
  return {
    read: (target, position) => read(content, target, position),
    check: async () => {
      if (!(await file.isUnchanged())) throw changed(entry);
    },
    close: () => content.release(),
  };
}

function changed(entry: TreeEntry): HttpError {
  return new HttpError(503, `${entry.name} has changed since the zip was begun`);
}

function read(content: FileContent, target: Buffer, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    content.read(target, 0, target.length, position, (error, count) => {
      if (error === null) resolve(count);
      else reject(error);
    });
  });
}

function noteContent(text: Buffer): Content {
  return {
    read: (target, position) => Promise.resolve(text.copy(target, 0, position)),
    check: () => Promise.resolve(),
    close: () => undefined,
  };
}
