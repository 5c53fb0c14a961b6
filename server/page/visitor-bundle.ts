import path from "node:path";
import { codeOf } from "../error-code.ts";
import { ownFiles } from "../own-files.ts";

/** A file that was built for visitors' browsers; its name holds its content's hash. */
export type VisitorFile = { readonly name: string; readonly bytes: Buffer };

/** Where the built files lie, seen from the built app and from the source. */
const places = ["../visitor", "../../dist/visitor"];

/** The built files; none where nobody has built them. */
export async function readVisitorBundle(from = import.meta.dirname): Promise<readonly VisitorFile[]> {
  for (const place of places) {
    const folder = path.resolve(from, place);
    const names = (await namesIn(folder)).filter((name) => /^visitor-[\w-]+\.(js|css)$/.test(name));
    if (names.length === 0) continue;
    return Promise.all(names.map(async (name) => ({ name, bytes: await ownFiles.read(path.join(folder, name)) })));
  }
  return [];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await ownFiles.names(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
