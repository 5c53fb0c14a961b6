import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Programs of the system that the bench uses where they are installed, and the Debian package of each. */
export const packages = {
  taskset: "util-linux",
  wrk: "wrk",
  ab: "apache2-utils",
  nginx: "nginx-light",
  caddy: "caddy",
  python3: "python3",
  zip: "zip",
  dd: "coreutils",
} as const;

export type Tool = keyof typeof packages;

/** Where each installed tool is. */
export type Tools = ReadonlyMap<Tool, string>;

/** Looks for all tools on the PATH, and where Debian keeps the servers that only root is meant to start. */
export function findTools(): Tools {
  const folders = [...(process.env["PATH"] ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];
  const names = Object.keys(packages) as Tool[];
  return new Map(names.flatMap((name) => found(name, folders)));
}

function found(name: Tool, folders: readonly string[]): readonly (readonly [Tool, string])[] {
  const file = folders.map((folder) => path.join(folder, name)).find(isExecutable);
  return file === undefined ? [] : [[name, file]];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
