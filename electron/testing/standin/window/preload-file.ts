import { readFileSync } from "node:fs";
import path from "node:path";
import { compileFunction } from "node:vm";

/** A preload's source, or why it cannot be run. A sandboxed preload is one CommonJS file. */
export type PreloadFile = { readonly source: string } | { readonly problem: Error };

/** Reads and checks a preload before any page runs it. */
export function readPreload(file: string): PreloadFile {
  if (!path.isAbsolute(file)) return { problem: new Error("preload script must have absolute path") };
  try {
    const source = readFileSync(file, "utf8");
    compileFunction(source, ["require", "process", "module", "exports"], { filename: file });
    return { source };
  } catch (error) {
    return { problem: error instanceof Error ? error : new Error(String(error)) };
  }
}
