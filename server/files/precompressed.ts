import type { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import { parsePreferences } from "../http/list.ts";
import { locate } from "./locate.ts";
import type { OpenedFile } from "./opened-file.ts";
import type { Root } from "./root.ts";
import type { Coding } from "./shared-file.ts";

type Compressed = Exclude<Coding, undefined>;

const extensions: Readonly<Record<Compressed, string>> = { br: ".br", gzip: ".gz" };

/** The codings that a visitor takes, the one it likes best first; of equals brotli (RFC 9110 §12.5.3). */
export function acceptedCodings(headers: Headers): readonly Compressed[] {
  const fields = headers.getAll("accept-encoding");
  if (fields.length === 0) return [];
  const preferences = parsePreferences(fields);
  const weight = (coding: Compressed) => preferences.get(coding) ?? preferences.get("*") ?? 0;
  const plain = preferences.get("identity") ?? 0;
  return (["br", "gzip"] as const)
    .filter((coding) => weight(coding) > 0 && weight(coding) >= plain)
    .sort((one, other) => weight(other) - weight(one));
}

/** The neighbour of a file that holds it compressed and is not older than it; undefined: there is none. */
export async function findCompressed(
  root: Root,
  names: readonly string[],
  original: OpenedFile,
  accepted: readonly Compressed[],
): Promise<{ readonly path: string; readonly file: OpenedFile; readonly coding: Compressed } | undefined> {
  for (const coding of accepted) {
    const found = await locateFile(root, [...names.slice(0, -1), `${names.at(-1) ?? ""}${extensions[coding]}`]);
    if (found === undefined) continue;
    if (found.file.stats.mtimeNs >= original.stats.mtimeNs) return { ...found, coding };
    found.file.release();
  }
  return undefined;
}

async function locateFile(
  root: Root,
  names: readonly string[],
): Promise<{ readonly path: string; readonly file: OpenedFile } | undefined> {
  try {
    const located = await locate(root, names);
    return located.kind === "file" ? located : undefined;
  } catch (error) {
    if (error instanceof HttpError) return undefined; // no neighbour, or one that is not shared
    throw error;
  }
}
