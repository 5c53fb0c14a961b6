import path from "node:path";
import { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import { encodePath } from "../http/path.ts";
import type { Request } from "../http/request.ts";
import { Response, statusResponse } from "../http/response.ts";
import { findClosest } from "./closest-name.ts";
import { codeOf } from "./disk-error.ts";
import { answerFile } from "./file-answer.ts";
import { answerFolder } from "./folder-answer.ts";
import { HotFiles, smallFileBytes, type Found } from "./hot-files.ts";
import { locate, type Located } from "./locate.ts";
import { acceptedCodings, findCompressed } from "./precompressed.ts";
import type { Root } from "./root.ts";
import { describeFile } from "./shared-file.ts";

export type FolderShareOptions = {
  /** What pages call the share. */
  readonly title: string;
  /** Whether compressed neighbours (`page.html.br`) stand in for files. */
  readonly precompressed: boolean;
  /** Entries that a listing shows at the most. */
  readonly listingEntries: number;
};

const allowed = "GET, HEAD, OPTIONS";
const otherMethods = new Set(["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"]);
/** Look-ups for a name that was meant, at once: they explain, and must not cost others their answer. */
const mostLookups = 4;

type Codings = ReturnType<typeof acceptedCodings>;
type LocatedFile = Extract<Located, { kind: "file" }>;

/** Answers requests for the files and folders below a root. Nothing it does changes them. */
export class FolderShare {
  readonly #root: Root;
  readonly #options: FolderShareOptions;
  readonly #hot = new HotFiles();
  #lookups = 0;

  constructor(root: Root, options: FolderShareOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** A handler. @throws HttpError for what is not shared; its message says why. */
  readonly handle = (request: Request): Response | Promise<Response> => {
    if (request.method !== "GET" && request.method !== "HEAD") return answerOther(request);
    const codings =
      this.#options.precompressed && !request.headers.has("range") ? acceptedCodings(request.headers) : [];
    const key = codings.length === 0 ? request.rawPath : `${request.rawPath}\n${codings.join()}`;
    const file = this.#hot.fresh(key, performance.now());
    return file === undefined ? this.#find(request, key, codings) : answerFile(request, file);
  };

  /** Lets go of every file. */
  close(): void {
    this.#hot.close();
  }

  async #find(request: Request, key: string, codings: Codings): Promise<Response> {
    const { names } = request;
    try {
      const found = await this.#hot.find(key, () => this.#load(names, codings));
      if (found.kind === "file") return answerFile(request, found);
      return found.kind === "folder" ? this.#answerFolder(request, found.path) : redirectToFolder(request);
    } catch (error) {
      throw error instanceof HttpError && error.status === 404 ? await this.#explain(error, names) : error;
    }
  }

  /** Decides what a path leads to; "" as the last name stands for a slash at the end. */
  async #load(names: readonly string[], codings: Codings): Promise<Found> {
    const hasSlash = names.at(-1) === "";
    const below = hasSlash ? names.slice(0, -1) : names;
    const located = await locate(this.#root, below);
    if (located.kind === "folder") {
      if (!hasSlash) return { kind: "redirect" };
      return (await this.#loadIndex(below, codings)) ?? { kind: "folder", path: located.path };
    }
    if (!hasSlash) return this.#loadFile(located, below, codings);
    located.file.release();
    throw new HttpError(404, "a file is no folder: no slash belongs behind its name");
  }

  /** The folder's index.html, where there is one that is shared. */
  async #loadIndex(names: readonly string[], codings: Codings): Promise<Found | undefined> {
    const index = [...names, "index.html"];
    try {
      const located = await locate(this.#root, index);
      return located.kind === "file" ? await this.#loadFile(located, index, codings) : undefined;
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) return undefined;
      throw error;
    }
  }

  async #loadFile(original: LocatedFile, names: readonly string[], codings: Codings): Promise<Found> {
    const name = names.at(-1) ?? "";
    const varies = this.#options.precompressed;
    const compressed = await findCompressed(this.#root, names, original.file, codings);
    if (compressed !== undefined) original.file.release();
    const { path: location, file } = compressed ?? original;
    const description = { coding: compressed?.coding, varies, name };
    if (file.size > smallFileBytes) return describeFile(location, file.stats, file, description);
    const bytes = await file.readWhole().finally(() => file.release());
    if (bytes === undefined) throw new HttpError(503, "the file became shorter while it was read");
    return describeFile(location, file.stats, bytes, description);
  }

  #answerFolder(request: Request, folder: string): Response {
    const { title, listingEntries: most } = this.#options;
    return answerFolder(request, { root: this.#root, folder, names: request.names.slice(0, -1), title, most });
  }

  /** Adds to a 404's reason the name that was probably meant. */
  async #explain(error: HttpError, names: readonly string[]): Promise<HttpError> {
    const wanted = names.findLast((name) => name !== "");
    if (wanted === undefined || codeOf(error.cause) !== "ENOENT" || this.#lookups >= mostLookups) return error;
    this.#lookups++;
    try {
      const folder = path.join(this.#root.path, ...names.slice(0, names.lastIndexOf(wanted)));
      const closest = await findClosest(this.#root, folder, wanted);
      return closest === undefined ? error : new HttpError(404, `${error.message}; closest name: ${closest}`);
    } finally {
      this.#lookups--;
    }
  }
}

function answerOther(request: Request): Response {
  const headers = new Headers([["Allow", allowed]]);
  if (request.method === "OPTIONS") return new Response({ status: 204, headers });
  if (otherMethods.has(request.method)) return statusResponse(405, "this share is for reading only", headers);
  return statusResponse(501, "the method is not known here", headers);
}

/** Path-absolute, and never "//host": the first name of a folder that was found is not empty. */
function redirectToFolder(request: Request): Response {
  const location = `${encodePath(request.names)}/${request.rawQuery}`;
  const headers = new Headers([
    ["Location", location],
    ["Cache-Control", "no-cache"],
  ]);
  return statusResponse(301, "a folder's address ends in a slash", headers);
}
