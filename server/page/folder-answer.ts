import { randomBytes } from "node:crypto";
import { checkReadable, listFolder, type Wanted } from "../files/folder-entries.ts";
import type { FolderReader } from "../files/folder-reader.ts";
import { evaluate } from "../files/preconditions.ts";
import type { SharedFolder } from "../files/shared-folder.ts";
import { acceptsPage, prefersJson } from "../http/accept.ts";
import { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import type { Request } from "../http/request.ts";
import { emptyResponse, Response, statusResponse } from "../http/response.ts";
import type { PageAssets } from "./assets.ts";
import { streamJson } from "./listing-json.ts";
import { notesOf } from "./note.ts";
import { parseOrder } from "./order.ts";
import {
  pageEnd,
  pagePolicy,
  pageProblem,
  pageStart,
  sendForm,
  tableBodies,
  tableStart,
  type Reader,
  type SentFilesGo,
} from "./page-html.ts";

/** What a folder's page shows and says. */
export type FolderPageOptions = {
  /** What the page calls the share. */
  readonly title: string;
  /** Entries that a listing shows at the most. */
  readonly most: number;
  /** The owner's words on the first page, in Markdown. */
  readonly note: string;
  /** Where to what visitors send goes; undefined: they may send nothing. */
  readonly sentFilesGo: SentFilesGo | undefined;
  readonly assets: PageAssets;
  /** Reads the folders. */
  readonly reader: FolderReader;
};

/**
 * What a 200 and a 304 have in common (RFC 9110 §15.4.5). A cache for many has nothing to ask by whether a listing is still
 * true but its date (RFC 9110 §13.1.3): an older index.html that comes in its place would confirm it, with Squid for ever.
 */
const caching = [
  ["Cache-Control", "private, no-cache"],
  ["Vary", "Accept"],
] as const;

/**
 * Answers with what is in a folder: a page, or JSON for a program that asks for it.
 * @throws HttpError where the folder cannot be read.
 */
export async function answerFolder(
  request: Request,
  folder: SharedFolder,
  options: FolderPageOptions,
): Promise<Response> {
  const outcome = evaluate(request.headers, { etag: undefined, lastModified: undefined });
  if (outcome === "failed") return statusResponse(412, "a listing has no state to compare with");
  const headers = new Headers(caching);
  if (outcome === "not modified") {
    return emptyResponse({ status: 304, headers, reason: "the visitor wants what is not there" });
  }
  await checkReadable(folder.path);
  const { query } = request;
  const asker = { address: request.peer.address, hasLeft: request.hasLeft };
  const wanted = { most: options.most, order: parseOrder(query), asker };
  headers.add("X-Content-Type-Options", "nosniff");
  if (prefersJson(request.headers)) {
    headers.add("Content-Type", "application/json");
    return listingResponse(headers, streamJson(options.reader, folder, wanted));
  }
  const reader = acceptsPage(request.headers) ? "person" : "program";
  const nonce = randomBytes(16).toString("base64url");
  headers.add("Content-Type", "text/html; charset=utf-8");
  headers.add("Content-Security-Policy", pagePolicy(nonce)).add("Referrer-Policy", "same-origin");
  return listingResponse(headers, streamPage(folder, { wanted, sent: sentOf(query), nonce, reader }, options));
}

function listingResponse(headers: Headers, stream: AsyncIterable<Buffer>): Response {
  return new Response({ status: 200, headers, body: { kind: "stream", stream, length: undefined }, reason: "listing" });
}

/** What a page is to be like: its order, the files that a form has just sent, what its own files are known by, for whom. */
type Asked = { readonly wanted: Wanted; readonly sent: number; readonly nonce: string; readonly reader: Reader };

/** How many files the form without script has sent; 0 for anything else that somebody writes there. */
function sentOf(query: URLSearchParams): number {
  const text = query.get("sent") ?? "";
  return /^[0-9]{1,6}$/.test(text) ? Number(text) : 0;
}

/** The page's head leaves before the folder is read: a large one takes its time. */
async function* streamPage(
  folder: SharedFolder,
  { wanted, sent, nonce, reader }: Asked,
  options: FolderPageOptions,
): AsyncGenerator<Buffer> {
  yield Buffer.from(pageStart(options.title, folder.names, options.assets, nonce, reader));
  try {
    const listing = await listFolder(options.reader, folder.root, folder.path, wanted);
    const notes = await notesOf(folder, listing, options.note, wanted.asker);
    const above = notes + (options.sentFilesGo === undefined ? "" : sendForm(options.sentFilesGo, sent));
    yield Buffer.from(above + tableStart(listing, wanted.order, options.assets.script !== undefined));
    for await (const batch of listing.batches()) yield Buffer.from(tableBodies(batch, reader));
    yield Buffer.from(pageEnd(listing));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    yield Buffer.from(pageProblem("This folder can no longer be read."));
  }
}
