import { statSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import "./compile-cache.ts";

/**
 * Runs suites as `node --test` does, but the long ones first, so that none of them is alone at the end: the command
 * takes them by their names, in whatever order they are given.
 */
export function runSuites(files: readonly string[]): void {
  const suites = files.toSorted((one, other) => statSync(other).size - statSync(one).size);
  const reports = run({
    files: suites,
    execArgv: ["--import", import.meta.resolve("./ends.ts")],
    // each suite has a Chromium: more than two at once only wait for each other
    concurrency: 2,
    // a test that hangs must not keep its suite, and all that comes after it, waiting for ever
    timeout: 120_000,
  });
  reports.on("test:fail", () => (process.exitCode = 1));
  reports.compose(spec).pipe(process.stdout);
}
