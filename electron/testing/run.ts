import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { runSuites } from "../../server/testing/run-suites.ts";

// npm run test:e2e -- [--electron] [part of a file's name …]
const { values, positionals } = parseArgs({ options: { electron: { type: "boolean" } }, allowPositionals: true });
// what Electron does is not asked of a packaged app
const isPackaged = process.env["E2E_EXECUTABLE"] !== undefined;
const suites = globSync("**/*.e2e.ts", { cwd: import.meta.dirname })
  .filter((file) => !isPackaged || !file.startsWith("conformance"))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .map((file) => path.join(import.meta.dirname, file));

if (suites.length === 0) {
  process.stderr.write(`no suite is called ${positionals.join(" or ")}\n`);
  process.exitCode = 1;
} else {
  // without a window of its own, Chromium starts in two thirds of the time, and draws the same
  const shell = "/usr/bin/chromium-headless-shell";
  if (existsSync(shell)) process.env["ELECTRON_STANDIN_CHROMIUM"] ??= shell;
  if (values.electron === true) process.env["E2E_ELECTRON"] = "1";
  runSuites(suites);
}
