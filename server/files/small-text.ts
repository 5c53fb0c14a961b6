import { HttpError } from "../http/http-error.ts";
import { decodeText } from "./decode-text.ts";
import { ignoreDisk } from "./disk-error.ts";
import { locate } from "./locate.ts";
import type { Root } from "./root.ts";

/** A shared file's text; undefined: it is not shared, cannot be read, or has more than so many bytes. */
export async function readSmallText(root: Root, names: readonly string[], most: number): Promise<string | undefined> {
  try {
    const located = await locate(root, names);
    if (located.kind !== "file") return undefined;
    const { file } = located;
    try {
      const bytes = file.size <= most ? await file.readWhole() : undefined;
      return bytes && decodeText(bytes, false);
    } finally {
      file.release();
    }
  } catch (error) {
    if (!(error instanceof HttpError)) ignoreDisk(error);
    return undefined;
  }
}
