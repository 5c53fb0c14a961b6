import { globSync, statSync } from "node:fs";
import path from "node:path";

/** What is built, and what it is built from. */
const outputs = ["dist/electron/main.js", "dist/electron/preload.cjs", "dist/renderer/index.html"];
const sources = [
  "electron/**/*.ts",
  "server/**/*.ts",
  "renderer/**/*",
  "visitor/**/*",
  "vite.config.ts",
  "package.json",
  "package-lock.json",
];
const tests = /\.(test|e2e)\.tsx?$|[/\\]testing[/\\]|[/\\]bench[/\\]/;

/** Whether the app has to be built: a part of it is missing, or older than a source. */
export function needsBuild(root: string): boolean {
  const built = outputs.map((file) => changedAt(path.join(root, file)));
  const oldest = Math.min(...built.map((time) => time ?? 0));
  return globSync(sources, { cwd: root })
    .filter((file) => !tests.test(file))
    .some((file) => (changedAt(path.join(root, file)) ?? 0) > oldest);
}

/** Undefined: there is no such file. */
function changedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
