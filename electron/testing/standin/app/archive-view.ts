import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import workerThreads, { Worker, type WorkerOptions } from "node:worker_threads";

// as they are before anything is wrapped
const { closeSync, openSync, readSync, statSync } = fs;

type Work = (...args: unknown[]) => unknown;

const looking = ["access", "lstat", "opendir", "readdir", "readlink", "realpath", "stat"];
const named = [...looking, "copyFile", "mkdir", "open", "readFile", "writeFile"];

/** A thread, which sees archives as well. */
class SeeingWorker extends Worker {
  constructor(file: string | URL, options: WorkerOptions = {}) {
    const execArgv = [
      ...(options.execArgv ?? process.execArgv),
      "--require",
      path.join(import.meta.dirname, "thread-view.ts"),
    ];
    super(file, { ...options, execArgv });
  }
}

/** As `seeArchives`, also in every thread that is begun from now on. */
export function seeArchivesEverywhere(): object {
  workerThreads.Worker = SeeingWorker;
  return seeArchives();
}

/**
 * Electron's `fs` takes whatever is called *.asar and is no folder for an archive, and each path through it for one
 * inside (its asar-fs-wrapper.ts): what is no archive cannot be looked at, nor made. Archives themselves are not shown.
 * It does not where `process.noAsar` says so. What it returns is `original-fs`.
 */
export function seeArchives(): object {
  const original = { ...fs, promises: { ...fs.promises } };
  for (const name of named) {
    wrap(fs, `${name}Sync`, (_args, error) => {
      throw error;
    });
    wrap(fs.promises, name, (_args, error) => Promise.reject(error));
    wrap(fs, name, (args, error) => {
      const done = args.at(-1) as Work;
      process.nextTick(() => done(error));
    });
  }
  syncBuiltinESMExports();
  return original;
}

function wrap(module: object, name: string, refuse: (args: readonly unknown[], error: Error) => unknown): void {
  const work = Reflect.get(module, name) as Work;
  const wrapped: Work = (...args) => {
    const archive = archiveIn(args[0]);
    if (archive === undefined || process.noAsar) return work(...args);
    const isReal = isArchive(archive);
    return refuse(args, new Error(isReal ? `stand-in: fs inside ${archive} is not implemented` : invalid(archive)));
  };
  Reflect.set(module, name, Object.assign(wrapped, work));
}

function invalid(archive: string): string {
  return `Invalid package ${archive}`;
}

/** The part of a path that Electron takes for an archive, whether or not there is any such file. */
function archiveIn(given: unknown): string | undefined {
  const file = given instanceof URL ? fileURLToPath(given) : given;
  if (!(typeof file === "string" || Buffer.isBuffer(file)) || !/\.asar/i.test(String(file))) return undefined;
  const parts = path.resolve(String(file)).split(path.sep);
  const paths = parts.map((_, index) => parts.slice(0, index + 1).join(path.sep));
  return paths.findLast((part) => /[^/\\]\.asar$/i.test(part) && !isFolder(part));
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** An archive begins with the number four, in 32 bits. */
function isArchive(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const descriptor = openSync(file, "r");
  const start = Buffer.alloc(4);
  readSync(descriptor, start);
  closeSync(descriptor);
  return start.readUInt32LE() === 4;
}
