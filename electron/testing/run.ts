import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

// npm run test:e2e -- [--electron] [part of a file's name …]
const { values, positionals } = parseArgs({ options: { electron: { type: "boolean" } }, allowPositionals: true });
// what Electron does is not asked of a packaged app
const isPackaged = process.env["E2E_EXECUTABLE"] !== undefined;
const suites = globSync("**/*.e2e.ts", { cwd: import.meta.dirname })
  .filter((file) => !isPackaged || !file.startsWith("conformance"))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .map((file) => path.join(import.meta.dirname, file))
  // the long ones first, so that none of them is alone at the end
  .toSorted((one, other) => statSync(other).size - statSync(one).size);

if (suites.length === 0) {
  process.stderr.write(`no suite is called ${positionals.join(" or ")}\n`);
  process.exitCode = 1;
} else {
  // each suite runs an app with its Chromium: more than two at once only wait for each other; a test that hangs must
  // not keep its suite, and all that comes after it, waiting for ever
  const ends = path.join(import.meta.dirname, "../../server/testing/ends.ts");
  const limits = ["--test-concurrency=2", "--test-timeout=120000"];
  const args = ["--import", ends, "--test", ...limits, ...suites];
  // without a window of its own, Chromium starts in two thirds of the time, and draws the same
  const shell = "/usr/bin/chromium-headless-shell";
  const env = {
    ...(existsSync(shell) ? { ELECTRON_STANDIN_CHROMIUM: shell } : {}),
    ...process.env,
    ...(values.electron ? { E2E_ELECTRON: "1" } : {}),
  };
  spawn(process.execPath, args, { env, stdio: "inherit" }).once("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}
