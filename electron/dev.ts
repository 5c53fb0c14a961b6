import { spawn, type ChildProcess } from "node:child_process";
import { watch } from "node:fs";
import path from "node:path";
import { createBuilder, createServer } from "vite";
import { findElectron } from "./launch/electron-binary.ts";

// npm run dev [-- <folder>]: the page comes from Vite and changes as it is edited; main and preload start anew
const root = path.join(import.meta.dirname, "..");
const configFile = path.join(root, "vite.config.ts");
const settleMilliseconds = 200;

const found = await findElectron(root, process.env);
if ("reason" in found) {
  process.stderr.write(`The app cannot be started: ${found.reason}.\n`);
  process.exit(1);
}
const { executable } = found;
const server = await createServer({ configFile, server: { host: "127.0.0.1" } });
await server.listen();
const url = server.resolvedUrls?.local[0];
let app = await startApp();

let settling: NodeJS.Timeout | undefined;
for (const folder of ["electron", "server"]) {
  watch(path.join(root, folder), { recursive: true }, (_, file) => {
    if (file?.endsWith(".ts") !== true || file.includes("test")) return;
    clearTimeout(settling);
    settling = setTimeout(() => void restart(), settleMilliseconds);
  });
}

async function restart(): Promise<void> {
  app.removeAllListeners("exit").kill();
  app = await startApp();
}

async function startApp(): Promise<ChildProcess> {
  const builder = await createBuilder({ configFile, logLevel: "warn" });
  for (const name of ["main", "preload"]) {
    const environment = builder.environments[name];
    if (environment) await builder.build(environment);
  }
  const env = { ...process.env, VITE_DEV_SERVER_URL: url };
  const child = spawn(executable, [root, ...process.argv.slice(2)], { env, stdio: "inherit" });
  child.once("exit", (code) => void server.close().then(() => process.exit(code ?? 1)));
  return child;
}
