import { stat } from "node:fs/promises";
import path from "node:path";
import { HttpError } from "../http/http-error.ts";
import { toHttpError } from "./disk-error.ts";
import { refusalOf } from "./names.ts";
import { OpenedFile } from "./opened-file.ts";
import { realPath } from "./real-path.ts";
import { refusalOfReal, type Root } from "./root.ts";
import { refusalOfMadeUp, type FindMadeUp } from "./short-name.ts";

/** What a path of the share leads to. A file is open, and is to be released. */
export type Located =
  | { readonly kind: "file"; readonly path: string; readonly file: OpenedFile }
  | { readonly kind: "folder"; readonly path: string };

/**
 * Follows decoded names into the share.
 * @throws HttpError 403 or 404, with the reason in words for the log; or as `toHttpError` says of the disk's error.
 */
export async function locate(root: Root, names: readonly string[], findMadeUp?: FindMadeUp): Promise<Located> {
  for (const name of names) {
    const refusal = refusalOf(name, root);
    if (refusal !== undefined) throw new HttpError(404, refusal);
  }
  const full = path.join(root.path, ...names);
  try {
    // Where it leads is looked at before what it is: nothing outside tells a visitor so much as that it exists.
    const real = await realPath(full);
    const refusal = refusalOfReal(root, real) ?? (await refusalOfMadeUp(root.path, names, findMadeUp));
    if (refusal !== undefined) throw new HttpError(404, refusal);
    const stats = await stat(real);
    if (stats.isDirectory()) return { kind: "folder", path: real };
    // And that before it is opened: opening a device can do things, and a FIFO waits for its writer.
    if (!stats.isFile()) throw new HttpError(403, "only regular files are shared");
  } catch (error) {
    throw toHttpError(error);
  }
  return { kind: "file", path: full, file: await OpenedFile.open(root, full) };
}
