import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { endingSignals } from "../server/ending-signals.ts";
import { findElectron, noSandbox } from "./launch/electron-binary.ts";
import { failedStart, notExecutable, statusOf, type End } from "./launch/failed-start.ts";
import { needsBuild } from "./launch/freshness.ts";
import { mayRefuseSandbox } from "./launch/sandbox-refusal.ts";
import { isPassedOn } from "./launch/signals.ts";
import { terminalShare } from "./launch/terminal.ts";

// npm start [-- <folder> …]: opens the app, or shares from the terminal where that cannot be
const root = path.join(import.meta.dirname, "..");
const cwd = process.env["INIT_CWD"] ?? process.cwd(); // npm goes to the package's folder and says where it was called
const args = process.argv.slice(2);
/** A shell's answer for a program that a signal ended is this and more. */
const stopped = 128;

process.exitCode = await start();

async function start(): Promise<number> {
  const found = await findElectron(root, process.env, args);
  if ("reason" in found) return shareFromTerminal(found.reason);
  if (needsBuild(root)) await build();
  const end = await run(found.executable, [root, ...args], true);
  const failure = failedStart(end);
  return failure === undefined ? statusOf(end) : shareFromTerminal(failure);
}

async function shareFromTerminal(reason: string): Promise<number> {
  const terminal = terminalShare(args);
  process.stderr.write(`The window cannot be opened: ${reason}.\n${terminal.sentence}\n`);
  // without it visitors get their page too, but nothing that its script does
  const built = statusOf(await run(process.execPath, [path.join(root, "visitor/build.ts"), "--if-missing"]));
  if (built >= stopped) return built;
  return statusOf(await run(process.execPath, [path.join(root, "server/terminal/cli.ts"), ...terminal.args]));
}

async function build(): Promise<void> {
  process.stderr.write("Building the app…\n");
  const { createBuilder } = await import("vite");
  const builder = await createBuilder({ configFile: path.join(root, "vite.config.ts"), logLevel: "warn" });
  await builder.buildApp();
}

/** Runs a program to its end. */
async function run(program: string, programArgs: readonly string[], isWindowed = false): Promise<End> {
  const env = { ...process.env };
  delete env["ELECTRON_RUN_AS_NODE"]; // set by tools that run inside Electron, such as editors: it would open no window
  const startedAt = performance.now();
  let isAsked = false;
  const child = spawn(program, programArgs, { cwd, env, stdio: "inherit" });
  const isTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const place = { platform: process.platform, isTerminal, isWindowed };
  for (const signal of endingSignals) {
    process.on(signal, () => {
      isAsked = true;
      if (isPassedOn(signal, place)) child.kill(signal);
    });
  }
  const exit = once(child, "exit").catch(() => [notExecutable, null]);
  const [code, signal] = (await exit) as [number | null, NodeJS.Signals | null];
  const milliseconds = performance.now() - startedAt;
  const mayLackSandbox = process.platform === "linux" && !programArgs.includes(noSandbox) && mayRefuseSandbox();
  return { code, signal, milliseconds, isAsked, mayLackSandbox };
}
