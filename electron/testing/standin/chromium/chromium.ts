import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { Connection } from "./connection.ts";

const unattended = [
  "--no-startup-window",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--disable-extensions",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
  "--disable-popup-blocking",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--disable-features=Translate,MediaRouter,HttpsUpgrades,PaintHolding",
  "--password-store=basic",
  "--force-color-profile=srgb",
];

/** The Chromium that shows the windows: a process with a throw-away profile, and a connection to it. */
export class Chromium {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly connection: Connection;

  constructor(switches: ReadonlyMap<string, string>) {
    this.#profile = mkdtempSync(path.join(tmpdir(), "standin-profile-"));
    const program = process.env["ELECTRON_STANDIN_CHROMIUM"] ?? "/usr/bin/chromium";
    this.#process = spawn(program, argumentsOf(this.#profile, switches), {
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
      // what it leaves behind when it is killed goes with its profile
      env: { ...process.env, TMPDIR: this.#profile },
    });
    const [, , diagnostics, output, input] = this.#process.stdio as [null, null, Readable, Writable, Readable];
    forwardDiagnostics(diagnostics);
    this.connection = new Connection(input, output);
  }

  get processId(): number {
    return this.#process.pid ?? 0;
  }

  onEnd(listener: () => void): void {
    this.#process.once("exit", listener);
    this.#process.once("error", listener);
  }

  /** Ends Chromium at once; runs while the stand-in's own process exits, so nothing here waits. */
  end(): void {
    this.#process.kill("SIGKILL");
    // its children live, and write into the profile, a moment longer
    const cleaning = spawn("/bin/sh", ["-c", 'sleep 1; rm -rf "$1"', "sh", this.#profile], {
      detached: true,
      stdio: "ignore",
    });
    cleaning.unref();
  }
}

function argumentsOf(profile: string, switches: ReadonlyMap<string, string>): string[] {
  // Chromium refuses its own sandbox to root
  const unboxed = process.getuid?.() === 0 || switches.has("no-sandbox");
  const port = switches.get("remote-debugging-port");
  return [
    ...unattended,
    `--user-data-dir=${profile}`,
    "--remote-debugging-pipe",
    ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
    ...(process.env["ELECTRON_STANDIN_HEADFUL"] ? [] : ["--headless=new"]),
    ...(unboxed ? ["--no-sandbox"] : []),
  ];
}

/** Playwright waits for one line of Chromium's, as Electron too would print it; the rest is noise unless asked for. */
function forwardDiagnostics(stderr: Readable): void {
  createInterface({ input: stderr }).on("line", (line) => {
    if (line.startsWith("DevTools listening on") || process.env["ELECTRON_STANDIN_VERBOSE"]) {
      process.stderr.write(`${line}\n`);
    }
  });
}
