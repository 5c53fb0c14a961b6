import { listFolder, type DetailedEntry } from "../files/folder-entries.ts";
import type { SharedFolder } from "../files/shared-folder.ts";
import type { StatThread } from "../files/stat-thread.ts";
import { isoTime } from "./format.ts";
import { inOrder, type Order } from "./order.ts";

/** A listing for programs: `{"path", "entries": [{"name", "kind", "size"?, "modified"?}, …], "complete"}`, streamed. */
export async function* streamJson(
  thread: StatThread,
  folder: SharedFolder,
  order: Order,
  most: number,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`{"path":${JSON.stringify(`/${folder.names.map((name) => `${name}/`).join("")}`)},"entries":[`);
  const listing = await listFolder(folder.root, folder.path, most);
  let separator = "";
  for await (const batch of inOrder(thread, folder.path, listing.entries, order)) {
    if (batch.length === 0) continue;
    yield Buffer.from(separator + batch.map(jsonEntry).join(","));
    separator = ",";
  }
  yield Buffer.from(`],"complete":${!listing.isCut}}\n`);
}

function jsonEntry(entry: DetailedEntry): string {
  const { name, kind, size } = entry;
  return JSON.stringify({ name, kind, size, modified: isoTime(entry.modified) });
}
