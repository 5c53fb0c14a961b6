import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import path from "node:path";
import { createBuilder, createServer } from "vite";
import { messageOf } from "../server/http/http-error.ts";
import { findElectron } from "./launch/electron-binary.ts";

// npm run dev [-- <folder>]: the page comes from Vite and changes as it is edited; main and preload start anew
const root = path.join(import.meta.dirname, "..");
const configFile = path.join(root, "vite.config.ts");
const args = process.argv.slice(2);
const settleMilliseconds = 200;

const found = await findElectron(root, process.env, args);
if ("reason" in found) {
  process.stderr.write(`The app cannot be started: ${found.reason}.\n`);
  process.exit(1);
}
const { executable } = found;
const server = await createServer({ configFile, server: { host: "127.0.0.1" } });
await server.listen();
const url = server.resolvedUrls?.local[0];
await build();
let app = startApp();

let settling: NodeJS.Timeout | undefined;
let restarted: Promise<void> = Promise.resolve();
for (const folder of ["electron", "server"]) {
  watch(path.join(root, folder), { recursive: true }, (_, file) => {
    if (file?.endsWith(".ts") !== true || file.includes("test")) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      restarted = restarted.then(restart);
    }, settleMilliseconds);
  });
}

/** One app at a time: a second one would hand itself over to the first. What cannot be built leaves that as it is. */
async function restart(): Promise<void> {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return;
  }
  app.removeAllListeners("exit").kill();
  if (app.exitCode === null && app.signalCode === null) await once(app, "exit");
  app = startApp();
}

async function build(): Promise<void> {
  const builder = await createBuilder({ configFile, logLevel: "warn" });
  for (const name of ["main", "preload"]) {
    const environment = builder.environments[name];
    if (environment) await builder.build(environment);
  }
}

function startApp(): ChildProcess {
  const env = { ...process.env, VITE_DEV_SERVER_URL: url };
  const child = spawn(executable, [root, ...args], { env, stdio: "inherit" });
  child.once("exit", (code) => void server.close().then(() => process.exit(code ?? 1)));
  return child;
}
