import { spawn } from "node:child_process";

// node server/testing/together.ts SCRIPT …: scripts of package.json, two at a time; fails where one of them does

/** More at once than a small machine has cores make the longest of them, which is the first, longer. */
const atOnce = 2;

const waiting = process.argv.slice(2);
const isColoured = process.stdout.isTTY && process.stdout.hasColors();
const env = isColoured ? { FORCE_COLOR: "1", ...process.env } : process.env;

/** Runs a script, and says at its end all that it said: what runs beside it does not come between. */
function run(script: string): Promise<number> {
  return new Promise((resolve) => {
    // npm is a batch file on Windows, which only a shell runs
    const shell = process.platform === "win32";
    const child = spawn("npm", ["run", "--silent", script], { env, shell, stdio: ["ignore", "pipe", "pipe"] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => said.push(bytes));
    child.once("error", () => resolve(1));
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

/** Runs what waits, one after the other, until something has failed. */
async function runInTurn(): Promise<void> {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    if ((await run(script)) === 0) continue;
    process.stderr.write(`npm run ${script} failed\n`);
    process.exitCode = 1;
    waiting.length = 0;
  }
}

await Promise.all(Array.from({ length: atOnce }, runInTurn));
