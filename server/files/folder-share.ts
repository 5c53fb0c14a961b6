import path from "node:path";
import { codeOf } from "../error-code.ts";
import { acceptsPage, prefersJson } from "../http/accept.ts";
import { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import { encodePath } from "../http/path.ts";
import type { Request } from "../http/request.ts";
import { statusResponse, type Response } from "../http/response.ts";
import { findClosest } from "./closest-name.ts";
import { answerFile, answerReadable } from "./file-answer.ts";
import { findShared, type FindOptions } from "./find-shared.ts";
import { HotFiles, type Found } from "./hot-files.ts";
import { answerOther } from "./other-methods.ts";
import { acceptedCodings, type Codings } from "./precompressed.ts";
import type { Validators } from "./preconditions.ts";
import type { Root } from "./root.ts";
import type { SharedFile } from "./shared-file.ts";
import type { SharedFolder } from "./shared-folder.ts";

/** How a folder is shared. */
export type FolderShareOptions = FindOptions & {
  /** Whether a folder's page is shown also where it has an index.html, unless the share is a website. */
  readonly showsFolders?: boolean;
  /** Answers with what is in a folder. */
  readonly answerFolder: (request: Request, folder: SharedFolder) => Response | Promise<Response>;
};

const noCodings: Codings = [];
const unknownState: Validators = { etag: undefined, lastModified: undefined };
/** Look-ups for a name that was meant, at once: they explain, and must not cost others their answer. */
const mostLookups = 4;

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
      this.#options.precompressed && !request.headers.has("range") ? acceptedCodings(request.headers) : noCodings;
    const { website, showsFolders = false } = this.#options;
    const isListing = website === undefined && (showsFolders || wantsListing(request));
    const key = keyOf(request.rawPath, codings) + (isListing ? "\nlisting" : "");
    const file = this.#hot.fresh(key, performance.now());
    return file?.isProven() === true ? answerFile(request, file) : this.#find(request, key, codings, isListing);
  };

  /** What conditions on an address are compared with; undefined: visitors get nothing there. */
  async stateOf(request: Request): Promise<Validators | undefined> {
    try {
      const found = await this.#hot.find(keyOf(request.rawPath, noCodings), () => this.#load(request.names, noCodings));
      return found.kind === "file" ? found.validators : unknownState;
    } catch (error) {
      if (!(error instanceof HttpError) || (error.status !== 404 && error.status !== 403)) throw error;
      return error.status === 403 ? unknownState : undefined;
    }
  }

  /** Lets go of every file. */
  close(): void {
    this.#hot.close();
  }

  async #find(request: Request, key: string, codings: Codings, isListing: boolean): Promise<Response> {
    const { names } = request;
    const merged = names.filter((name, at) => name !== "" || at === names.length - 1);
    if (merged.length < names.length) return redirect(request, merged, "one slash is enough between two names");
    try {
      const found = await this.#hot.find(key, () => this.#load(names, codings, isListing));
      if (found.kind === "file") return await answerReadable(request, found);
      if (found.kind === "redirect") {
        return redirect(request, [...names, ""], "a folder's address ends in a slash");
      }
      const folder = { root: this.#root, path: found.path, names: names.slice(0, -1) };
      return await this.#options.answerFolder(request, folder);
    } catch (error) {
      if (!(error instanceof HttpError && error.status === 404)) throw error;
      const standIn = this.#options.website && (await this.#findStandIn(request, codings, error));
      if (standIn !== undefined) return standIn;
      throw await this.#explain(error, names);
    }
  }

  #load(names: readonly string[], codings: Codings, isListing = false): Promise<Found> {
    return findShared(this.#root, names, codings, { ...this.#options, isListing });
  }

  /** What a website answers with in place of what is not there: its only page, or its own 404.html. */
  async #findStandIn(request: Request, codings: Codings, error: HttpError): Promise<Response | undefined> {
    // a picture or a script that is missing must stay missing
    if (!acceptsPage(request.headers)) return undefined;
    if (this.#options.website?.spa === true) {
      const index = await this.#findFile(["index.html"], codings);
      if (index !== undefined) return forPages(answerFile(request, index));
    }
    const page = await this.#findFile(["404.html"], codings);
    const whole = page?.whole();
    return whole && forPages(whole).with({ status: 404, reason: error.message });
  }

  /** The file of those names at the top of the share; undefined: there is none. */
  async #findFile(names: readonly string[], codings: Codings): Promise<SharedFile | undefined> {
    try {
      const key = keyOf(encodePath(names), codings);
      const found = await this.#hot.find(key, () => this.#load(names, codings));
      return found.kind === "file" ? found : undefined;
    } catch (error) {
      if (error instanceof HttpError) return undefined;
      throw error;
    }
  }

  /** Adds to a 404's reason the name that was probably meant. A name that is there itself can only be a symlink's. */
  async #explain(error: HttpError, names: readonly string[]): Promise<HttpError> {
    const wanted = names.findLast((name) => name !== "");
    if (wanted === undefined || codeOf(error.cause) !== "ENOENT" || this.#lookups >= mostLookups) return error;
    this.#lookups++;
    try {
      const folder = path.join(this.#root.path, ...names.slice(0, names.lastIndexOf(wanted)));
      const closest = await findClosest(this.#root, folder, wanted);
      if (closest === wanted) return new HttpError(404, "the symlink leads to nothing that is there");
      return closest === undefined ? error : new HttpError(404, `${error.message}; closest name: ${closest}`);
    } finally {
      this.#lookups--;
    }
  }
}

/** An answer that only those get who take pages: what else asks at the same address is told that nothing is there. */
function forPages(answer: Response): Response {
  return answer.with({ headers: new Headers(answer.headers).add("Vary", "Accept") });
}

/** What asks for a folder's page where index.html would be shown: `?list`, and what only that page leads to. */
const listingQueries = ["list", "sort", "sent"];

/** Whether what is in a folder is wanted, and not its index.html. */
function wantsListing(request: Request): boolean {
  if (!request.rawPath.endsWith("/")) return false;
  if (request.headers.has("accept") && prefersJson(request.headers)) return true;
  if (request.rawQuery === "") return false;
  const { query } = request;
  return listingQueries.some((name) => query.has(name));
}

function keyOf(rawPath: string, codings: Codings): string {
  return codings.length === 0 ? rawPath : `${rawPath}\n${codings.join()}`;
}

/** To names of which none is empty but the last: path-absolute, and never "//host". */
function redirect(request: Request, names: readonly string[], reason: string): Response {
  const location = `${encodePath(names)}${request.rawQuery}`;
  const headers = new Headers([
    ["Location", location],
    // who keeps it asks by its date whether it is still true, and an older file in the folder's place would say yes
    ["Cache-Control", "no-store"],
  ]);
  return statusResponse(301, reason, headers);
}
