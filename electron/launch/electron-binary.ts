import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Electron's executable, or why there is none, as the rest of "Electron cannot be started, because …". */
export type Found = { readonly executable: string } | { readonly reason: string };

/** Electron's own argument for where there can be no sandbox, as in many containers. */
export const noSandbox = "--no-sandbox";

/** A download that stands longer without the server having been reached is given up. */
const reachMilliseconds = 15_000;
const downloadMilliseconds = 15 * 60_000;

/** Finds Electron's executable; where it has not been downloaded yet, Electron's own installer does that now. */
export async function findElectron(
  root: string,
  environment: NodeJS.ProcessEnv,
  args: readonly string[],
): Promise<Found> {
  const electron = path.join(root, "node_modules/electron");
  const override = environment["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override !== undefined && override !== "") return overridden(electron, override);
  const missing = hindrance(environment, args);
  if (missing !== undefined) return { reason: missing };
  const installed = installedIn(electron);
  if (installed !== undefined) return { executable: installed };
  const failure = await download(electron);
  const downloaded = installedIn(electron);
  if (downloaded !== undefined) return { executable: downloaded };
  return { reason: failure ?? "its download left no program behind" };
}

/** What keeps Electron from starting here although it may be there; undefined: nothing. */
export function hindrance(
  environment: NodeJS.ProcessEnv,
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
  userId = process.getuid?.(),
): string | undefined {
  if (platform !== "linux") return undefined;
  if (!environment["DISPLAY"] && !environment["WAYLAND_DISPLAY"]) {
    return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)";
  }
  if (userId !== 0 || args.includes(noSandbox)) return undefined;
  return `Chromium does not run for the user root, unless without its sandbox (npm start -- ${noSandbox})`;
}

function overridden(electron: string, folder: string): Found {
  const executable = path.join(folder, pathText(electron) ?? "electron");
  return existsSync(executable)
    ? { executable }
    : { reason: `ELECTRON_OVERRIDE_DIST_PATH has no program ${executable}` };
}

function installedIn(electron: string): string | undefined {
  const relative = pathText(electron);
  if (relative === undefined) return undefined;
  const executable = path.join(electron, "dist", relative);
  return existsSync(executable) ? executable : undefined;
}

/** The file in which Electron's installer notes where the executable lies. */
function pathText(electron: string): string | undefined {
  const file = path.join(electron, "path.txt");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Has the installer in Electron's package fetch its program. Why it failed; undefined: it did not. */
export async function download(electron: string): Promise<string | undefined> {
  const installer = path.join(electron, "install.js");
  if (!existsSync(installer)) return "its package is not installed (run npm ci)";
  process.stderr.write("Downloading Electron, once…\n");
  const abort = new AbortController();
  const trouble = networkTrouble();
  const ended = run(installer, abort.signal);
  const failure = await Promise.race([ended, hopeless(trouble), tooLong()]);
  abort.abort();
  await ended;
  return failure === undefined ? undefined : `it could not be downloaded (${(await trouble) ?? failure})`;
}

/** Why it failed; undefined: it did not. */
function run(installer: string, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    // it would pass by a proxy that the environment names (@electron/get, initializeProxy)
    const env = namesProxy() ? { ELECTRON_GET_USE_PROXY: "true", ...process.env } : process.env;
    const child = spawn(process.execPath, [installer], { env, stdio: ["ignore", "inherit", "pipe"], signal });
    let printed = "";
    child.stderr.on("data", (bytes: Buffer) => (printed = (printed + bytes.toString()).slice(0, 10_000)));
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? undefined : firstLine(printed)));
  });
}

/** Why Electron's server cannot be reached; undefined: it can, or it is reached through a proxy. */
async function networkTrouble(): Promise<string | undefined> {
  if (namesProxy()) return undefined;
  const mirror = process.env["ELECTRON_MIRROR"] ?? process.env["npm_config_electron_mirror"] ?? "https://github.com/";
  try {
    await fetch(mirror, { method: "HEAD", signal: AbortSignal.timeout(reachMilliseconds) });
    return undefined;
  } catch (error) {
    return `${URL.parse(mirror)?.host ?? mirror} cannot be reached: ${causeOf(error)}`;
  }
}

function namesProxy(): boolean {
  return Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name));
}

/** Resolves when nothing can come of the download: what lies in Electron's cache needs no network, but a moment. */
async function hopeless(trouble: Promise<string | undefined>): Promise<string> {
  const reason = await trouble;
  if (reason === undefined) return new Promise(() => undefined);
  await delay(reachMilliseconds, undefined, { ref: false });
  return reason;
}

async function tooLong(): Promise<string> {
  await delay(downloadMilliseconds, undefined, { ref: false });
  return "it took too long";
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error.cause instanceof Error)) return error.message;
  return "code" in error.cause ? String(error.cause.code) : error.cause.message;
}

function firstLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "")?.slice(0, 200) ?? "the installer did not say why";
}
