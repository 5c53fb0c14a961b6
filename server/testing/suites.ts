import { globSync } from "node:fs";
import path from "node:path";
import { runSuites } from "./run-suites.ts";

// node server/testing/suites.ts PATTERN …: the suites whose names fit, each of which starts a browser
const patterns = process.argv.slice(2);
const suites = globSync(patterns).map((file) => path.resolve(file));

if (suites.length > 0) runSuites(suites);
else {
  process.stderr.write(`no suite is called ${patterns.join(" or ")}\n`);
  process.exitCode = 1;
}
