import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { unpackAsar } from "./asar.ts";

/** Where the app lies, and what its package.json says. */
export type AppLocation = {
  readonly isPackaged: boolean;
  readonly folder: string;
  readonly main: string;
  readonly name: string;
  readonly version: string;
};

type Manifest = {
  readonly main?: string;
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
};

/** Finds the app beside a packaged executable, or else where the command line says; undefined: nowhere. */
export function locateApp(resources: string, argument: string | undefined): AppLocation | undefined {
  const archive = path.join(resources, "app.asar");
  if (existsSync(archive)) return locationOf(unpacked(archive), true);
  const folder = path.join(resources, "app");
  if (existsSync(folder)) return locationOf(folder, true);
  return argument === undefined ? undefined : locationOf(path.resolve(argument), false);
}

/**
 * Node cannot read inside an archive as Electron's own fs does: it is unpacked into a folder of the same name. That is
 * beside the archive and stays, so that each start after the first finds what Node has compiled of the same files.
 */
function unpacked(archive: string): string {
  const checksum = createHash("sha256").update(readFileSync(archive)).digest("hex").slice(0, 16);
  const parent = path.join(path.dirname(archive), `standin-${checksum}`);
  if (!existsSync(parent)) {
    const unfinished = mkdtempSync(`${parent}-`);
    unpackAsar(archive, path.join(unfinished, "app.asar"));
    try {
      renameSync(unfinished, parent);
    } catch (error) {
      rmSync(unfinished, { recursive: true });
      // another start was faster
      if (!existsSync(parent)) throw error;
    }
  }
  return path.join(parent, "app.asar");
}

function locationOf(given: string, isPackaged: boolean): AppLocation {
  const isFolder = statSync(given).isDirectory();
  const folder = isFolder ? given : path.dirname(given);
  const manifest = readManifest(path.join(folder, "package.json"));
  return {
    isPackaged,
    folder,
    main: isFolder ? path.join(folder, manifest.main ?? "index.js") : given,
    name: manifest.productName ?? manifest.name ?? "Electron",
    version: manifest.version ?? "",
  };
}

function readManifest(file: string): Manifest {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : {};
}
