import path from "node:path";
import { fileURLToPath } from "node:url";
import { latenessVariable } from "../lateness.ts";
import type { Place, ServerKind } from "./server-kind.ts";

const cli = fileURLToPath(new URL("../../terminal/cli.ts", import.meta.url));
const preload = new URL("../lateness-preload.ts", import.meta.url).href;

/** Our server as its users start it, writing its log as nginx writes its own. The goals are judged by this one. */
export const porchlight: ServerKind = {
  name: "porchlight",
  launch: (place) => Promise.resolve(launch(place, logged(place))),
};

/** The same, taking files from its visitors. */
export const porchlightTaking: ServerKind = {
  name: "porchlight",
  launch: (place) => Promise.resolve(launch(place, [...logged(place), "--uploads"])),
};

/** Our server without a log file; the records that a window would show are kept all the same. */
export const porchlightWithoutLog: ServerKind = {
  name: "porchlight, no log",
  launch: (place) => Promise.resolve(launch(place, ["--log", "none"])),
};

/** Our server, telling how late its event loop was. */
export const porchlightTimed: ServerKind = {
  name: "porchlight",
  launch: (place) => Promise.resolve(timed(place, launch(place, logged(place)).command)),
};

/** A command of Node.js with the measuring of its event loop loaded before it. */
export function timed(place: Place, [node, ...args]: readonly [string, ...string[]]) {
  return {
    command: [node, "--import", preload, ...args] as const,
    environment: { [latenessVariable]: latenessFile(place.scratch) },
  };
}

/** Where a server with that scratch folder writes how late its event loop was. */
export function latenessFile(scratch: string): string {
  return path.join(scratch, "lateness.json");
}

function logged({ scratch }: Place): readonly string[] {
  return ["--log", "combined", "--log-file", path.join(scratch, "access.log")];
}

function launch({ port, root }: Place, log: readonly string[]) {
  const options = ["--host", "127.0.0.1", "--port", String(port), ...log];
  return { command: [process.execPath, cli, root, ...options] as const };
}
