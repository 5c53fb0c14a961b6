import { listFolder, type FolderEntry, type Wanted } from "../files/folder-entries.ts";
import type { FolderReader } from "../files/folder-reader.ts";
import type { SharedFolder } from "../files/shared-folder.ts";
import { isoTime } from "./format.ts";

/** A listing for programs: `{"path", "entries": [{"name", "kind", "size"?, "modified"?}, …], "complete"}`, streamed. */
export async function* streamJson(reader: FolderReader, folder: SharedFolder, wanted: Wanted): AsyncGenerator<Buffer> {
  yield Buffer.from(`{"path":${JSON.stringify(`/${folder.names.map((name) => `${name}/`).join("")}`)},"entries":[`);
  const listing = await listFolder(reader, folder.root, folder.path, wanted);
  let separator = "";
  for await (const batch of listing.batches()) {
    yield Buffer.from(separator + batch.map(jsonEntry).join(","));
    separator = ",";
  }
  yield Buffer.from(`],"complete":${!listing.isCut}}\n`);
}

function jsonEntry(entry: FolderEntry): string {
  const { name, kind, size } = entry;
  return JSON.stringify({ name, kind, size, modified: isoTime(entry.modified) });
}
