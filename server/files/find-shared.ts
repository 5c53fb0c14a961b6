import { HttpError } from "../http/http-error.ts";
import { withoutSlash } from "../http/path.ts";
import { smallFileBytes, type Found } from "./hot-files.ts";
import { locate, type Located } from "./locate.ts";
import { findCompressed, type Codings } from "./precompressed.ts";
import type { Root } from "./root.ts";
import { describeFile } from "./shared-file.ts";

/** What may stand in for the file that an address names. */
export type FindOptions = {
  /** Whether compressed neighbours (`page.html.br`) stand in for files. */
  readonly precompressed: boolean;
  /** Undefined: the share is files, and documents are shown without their scripts. */
  readonly website: Website | undefined;
};

/** What a share that is a website answers with where a web host would. */
export type Website = {
  /** Whether index.html answers for every page that is not there: the page finds its own way. */
  readonly spa: boolean;
  /** Whether `/about` is about.html. */
  readonly cleanUrls: boolean;
};

type LocatedFile = Extract<Located, { kind: "file" }>;

/**
 * Decides what names lead to; "" as the last one stands for a slash at the end. `isListing`: what is in a folder is
 * wanted, even where it has an index.html.
 * @throws HttpError for what is not shared; its message says why.
 */
export async function findShared(
  root: Root,
  names: readonly string[],
  codings: Codings,
  options: FindOptions & { readonly isListing: boolean },
): Promise<Found> {
  const hasSlash = names.at(-1) === "";
  const below = withoutSlash(names);
  const { located, path } = await locatePage(root, below, options.website?.cleanUrls === true && !hasSlash);
  if (located.kind === "folder") {
    if (!hasSlash) return { kind: "redirect" };
    const index = options.isListing ? undefined : await findIndex(root, below, codings, options);
    return index ?? { kind: "folder", path: located.path };
  }
  if (!hasSlash) return describe(root, located, path, codings, options);
  located.file.release();
  throw new HttpError(404, "a file is no folder: no slash belongs behind its name");
}

/**
 * What names lead to or, where URLs are clean and that is no file, what they lead to with ".html" behind: a folder of
 * the same name holds the pages below that one.
 */
async function locatePage(
  root: Root,
  names: readonly string[],
  hasCleanUrls: boolean,
): Promise<{ readonly located: Located; readonly path: readonly string[] }> {
  if (!hasCleanUrls) return { located: await locate(root, names), path: names };
  const found = await locate(root, names).catch(unlessMissing);
  if (found instanceof HttpError || found.kind === "folder") {
    const path = [...names.slice(0, -1), `${names.at(-1) ?? ""}.html`];
    const located = await locateFile(root, path);
    if (located !== undefined) return { located, path };
  }
  if (found instanceof HttpError) throw found;
  return { located: found, path: names };
}

/** That there is nothing, as a value; other errors are thrown. */
function unlessMissing(error: unknown): HttpError {
  if (error instanceof HttpError && error.status === 404) return error;
  throw error;
}

async function locateFile(root: Root, names: readonly string[]): Promise<LocatedFile | undefined> {
  try {
    const located = await locate(root, names);
    return located.kind === "file" ? located : undefined;
  } catch (error) {
    // What is no regular file is passed over as well; only what the disk refuses is told.
    if (error instanceof HttpError && (error.status === 404 || error.cause === undefined)) return undefined;
    throw error;
  }
}

/** The folder's index.html, where there is one that is shared: files or website, people expect it to be shown. */
async function findIndex(
  root: Root,
  names: readonly string[],
  codings: Codings,
  options: FindOptions,
): Promise<Found | undefined> {
  const path = [...names, "index.html"];
  const located = await locateFile(root, path);
  if (located === undefined) return undefined;
  return describe(root, located, path, codings, options, options.website === undefined ? ["Accept"] : []);
}

/** `varies`: the fields of the request by which it was chosen. */
async function describe(
  root: Root,
  original: LocatedFile,
  names: readonly string[],
  codings: Codings,
  options: FindOptions,
  varies: readonly string[] = [],
): Promise<Found> {
  const compressed = await findCompressed(root, names, original.file, codings).catch((error: unknown) => {
    original.file.release();
    throw error;
  });
  if (compressed !== undefined) original.file.release();
  const { path: location, file } = compressed ?? original;
  const description = {
    coding: compressed?.coding,
    varies: options.precompressed ? [...varies, "Accept-Encoding"] : varies,
    name: names.at(-1) ?? "",
    isWebsite: options.website !== undefined,
    original: compressed && { path: original.path, stats: original.file.stats },
  };
  if (file.size > smallFileBytes) return describeFile(location, file.stats, file, description);
  const bytes = await file.readWhole().finally(() => file.release());
  if (bytes === undefined) throw new HttpError(503, "the file became shorter while it was read");
  return describeFile(location, file.stats, bytes, description);
}
