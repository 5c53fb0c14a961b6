import { readFileSync } from "node:fs";
import path from "node:path";
import { compileFunction } from "node:vm";

/** Throws on a window that would let its page out of Chromium's sandbox: there is no Node in the stand-in's pages. */
export function refuseUnsafe({ sandbox, nodeIntegration, contextIsolation }: Electron.WebPreferences): void {
  if (sandbox === false || nodeIntegration === true || contextIsolation === false) {
    throw new Error("stand-in: a window that is not sandboxed and isolated is not implemented");
  }
}

/** A preload's source, or why it cannot be run. */
export type PreloadFile = { readonly source: string } | { readonly problem: Error };

/** Reads a preload, and checks it before any page runs it: a sandboxed preload is one CommonJS file. */
export function readPreload({ preload }: Electron.WebPreferences): PreloadFile {
  if (preload === undefined) return { source: "" };
  if (!path.isAbsolute(preload)) return { problem: new Error("preload script must have absolute path") };
  try {
    const source = readFileSync(preload, "utf8");
    compileFunction(source, ["require", "process", "module", "exports"], { filename: preload });
    return { source };
  } catch (error) {
    return { problem: error instanceof Error ? error : new Error(String(error)) };
  }
}
