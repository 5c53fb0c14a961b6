import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Electron's executable, or why there is none, as the rest of "Electron cannot be started, because …". */
export type Found = { readonly executable: string } | { readonly reason: string };

/** A download that stands longer without the server having been reached is given up. */
const reachMilliseconds = 15_000;
const downloadMilliseconds = 15 * 60_000;

/** Finds Electron's executable; where it has not been downloaded yet, Electron's own installer does that now. */
export async function findElectron(root: string, environment: NodeJS.ProcessEnv): Promise<Found> {
  const electron = path.join(root, "node_modules/electron");
  const override = environment["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override !== undefined && override !== "") return overridden(electron, override);
  const missing = hindrance(environment);
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
  platform: NodeJS.Platform = process.platform,
  userId = process.getuid?.(),
): string | undefined {
  if (platform !== "linux") return undefined;
  if (!environment["DISPLAY"] && !environment["WAYLAND_DISPLAY"]) {
    return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)";
  }
  return userId === 0 ? "Chromium does not run for the user root" : undefined;
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

/** Why it failed; undefined: it did not. */
async function download(electron: string): Promise<string | undefined> {
  const installer = path.join(electron, "install.js");
  if (!existsSync(installer)) return "its package is not installed (run npm ci)";
  process.stderr.write("Downloading Electron, once…\n");
  const abort = new AbortController();
  const ended = run(installer, abort.signal);
  const outcome = await Promise.race([ended, unreachable(abort.signal), tooLong(abort.signal)]);
  abort.abort();
  await ended;
  return outcome === "" ? undefined : outcome;
}

/** "": it succeeded. */
function run(installer: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: ["ignore", "inherit", "pipe"], signal });
    let printed = "";
    child.stderr.on("data", (bytes: Buffer) => (printed = (printed + bytes.toString()).slice(0, 10_000)));
    child.once("error", (error) => resolve(`it could not be downloaded (${error.message})`));
    child.once("close", (code) => resolve(code === 0 ? "" : `it could not be downloaded (${firstLine(printed)})`));
  });
}

/** Resolves only if the server of Electron's downloads does not answer at all; behind a proxy that cannot be told. */
async function unreachable(signal: AbortSignal): Promise<string> {
  const mirror = process.env["ELECTRON_MIRROR"] ?? process.env["npm_config_electron_mirror"] ?? "https://github.com/";
  const proxied = Object.keys(process.env).some((name) => /^(https?|all)_proxy$/i.test(name));
  const asked = AbortSignal.any([signal, AbortSignal.timeout(reachMilliseconds)]);
  try {
    if (!proxied) await fetch(mirror, { method: "HEAD", signal: asked });
  } catch {
    // what lies in Electron's cache needs no network: unpacking it gets a moment
    await delay(reachMilliseconds, undefined, { ref: false });
    return `it could not be downloaded (${URL.parse(mirror)?.host ?? mirror} cannot be reached)`;
  }
  return new Promise(() => undefined);
}

async function tooLong(signal: AbortSignal): Promise<string> {
  await delay(downloadMilliseconds, undefined, { ref: false, signal }).catch(() => undefined);
  return "its download took too long";
}

function firstLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "")?.slice(0, 200) ?? "the installer did not say why";
}
