import { readFileSync } from "node:fs";
import path from "node:path";

/** The versions that the app sees in `process.versions`. Chromium's is the major that this Electron embeds. */
export const versions = {
  electron: readFileSync(path.join(import.meta.dirname, "version"), "utf8").trim(),
  chrome: "156.0.0.0",
} as const;
