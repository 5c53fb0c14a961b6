import { spawn } from "node:child_process";

// node server/testing/together.ts SCRIPT …: scripts of package.json at the same time; fails where one of them does

function run(script: string): Promise<number> {
  return new Promise((resolve) => {
    // npm is a batch file on Windows, which only a shell runs
    const child = spawn("npm", ["run", "--silent", script], { stdio: "inherit", shell: process.platform === "win32" });
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

const scripts = process.argv.slice(2);
const codes = await Promise.all(scripts.map(run));
for (const [index, code] of codes.entries()) {
  if (code !== 0) process.stderr.write(`npm run ${scripts[index] ?? ""} failed\n`);
}
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
