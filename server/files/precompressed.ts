import type { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import { parsePreferences } from "../http/list.ts";
import { locate } from "./locate.ts";
import type { OpenedFile } from "./opened-file.ts";
import type { Root } from "./root.ts";
import type { Coding } from "./shared-file.ts";

/** Codings that a visitor takes, the most liked one first. */
export type Codings = readonly Coding[];

const extensions: Readonly<Record<Coding, string>> = { br: ".br", gzip: ".gz" };

/** The codings that a visitor takes, the one it likes best first; of equals brotli (RFC 9110 §12.5.3). */
export function acceptedCodings(headers: Headers): Codings {
  const fields = headers.getAll("accept-encoding");
  if (fields.length === 0) return [];
  const preferences = parsePreferences(fields);
  const weight = (coding: Coding) => preferences.get(coding) ?? preferences.get("*") ?? 0;
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
  accepted: Codings,
): Promise<{ readonly path: string; readonly file: OpenedFile; readonly coding: Coding } | undefined> {
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
