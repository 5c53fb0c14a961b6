import { Headers } from "../http/headers.ts";
import { parsePreferences } from "../http/list.ts";
import type { Request } from "../http/request.ts";
import { Response, statusResponse } from "../http/response.ts";
import { listFolder, withDetails, type DetailedEntry, type Listing } from "./folder-entries.ts";
import { pageEnd, pagePolicy, pageRow, pageStart } from "./folder-page.ts";
import { evaluate } from "./preconditions.ts";
import type { Root } from "./root.ts";

export type FolderView = {
  readonly root: Root;
  /** The real folder, and the names that lead to it. */
  readonly folder: string;
  readonly names: readonly string[];
  /** What the page calls the share. */
  readonly title: string;
  /** Entries that a listing shows at the most. */
  readonly most: number;
};

/** Answers with what is in a folder: a page, or JSON for a program that asks for it. */
export function answerFolder(request: Request, view: FolderView): Response {
  const isJson = wantsJson(request);
  const headers = new Headers([
    ["Content-Type", isJson ? "application/json" : "text/html; charset=utf-8"],
    ["Cache-Control", "no-cache"],
    ["Vary", "Accept"],
    ["X-Content-Type-Options", "nosniff"],
  ]);
  if (!isJson) headers.add("Content-Security-Policy", pagePolicy).add("Referrer-Policy", "same-origin");
  const outcome = evaluate(request.headers, { etag: undefined, lastModified: undefined });
  if (outcome === "failed") return statusResponse(412, "a listing has no state to compare with");
  const stream = isJson ? streamJson(view) : streamPage(view);
  return new Response({ status: 200, headers, body: { kind: "stream", stream, length: undefined }, reason: "listing" });
}

/** Whether JSON is named, and liked no less than HTML. */
function wantsJson(request: Request): boolean {
  const preferences = parsePreferences(request.headers.getAll("accept"));
  const json = preferences.get("application/json") ?? 0;
  return json > 0 && json >= (preferences.get("text/html") ?? 0);
}

function noteOf(listing: Listing): string {
  return listing.isCut ? `Only the first ${listing.entries.length} entries are shown.` : "";
}

/** The page's head leaves before the folder is read: a large one takes its time. */
async function* streamPage(view: FolderView): AsyncGenerator<Buffer> {
  yield Buffer.from(pageStart(view.title, view.names));
  const listing = await listFolder(view.root, view.folder, view.most);
  for await (const batch of withDetails(view.folder, listing.entries)) yield Buffer.from(batch.map(pageRow).join(""));
  const note = listing.entries.length === 0 ? "This folder is empty." : noteOf(listing);
  yield Buffer.from(pageEnd(note));
}

async function* streamJson(view: FolderView): AsyncGenerator<Buffer> {
  yield Buffer.from(`{"path":${JSON.stringify(`/${view.names.map((name) => `${name}/`).join("")}`)},"entries":[`);
  const listing = await listFolder(view.root, view.folder, view.most);
  let separator = "";
  for await (const batch of withDetails(view.folder, listing.entries)) {
    if (batch.length === 0) continue;
    yield Buffer.from(separator + batch.map(jsonEntry).join(","));
    separator = ",";
  }
  yield Buffer.from(`],"complete":${!listing.isCut}}\n`);
}

function jsonEntry(entry: DetailedEntry): string {
  const modified = entry.modified === undefined ? undefined : new Date(entry.modified).toISOString();
  return JSON.stringify({ name: entry.name, kind: entry.kind, size: entry.size, modified });
}
