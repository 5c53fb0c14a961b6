import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build, Platform } from "electron-builder";
import { makeFakeDist, type System } from "./fake-dists.ts";

const root = path.join(import.meta.dirname, "../../..");
const packager = path.join(root, "node_modules/electron-builder/cli.js");

/** Where packed apps go: not among real releases. */
export const outputFolder = path.join(root, "release-check");
/** The folder that holds each system's app after packing. */
export const appFolders: Readonly<Record<System, string>> = {
  linux: path.join(outputFolder, "linux-unpacked"),
  mac: path.join(outputFolder, "mac/Porchlight.app"),
  win: path.join(outputFolder, "win-unpacked"),
};

/** Packs the built app for a system as electron/builder.yml says, around a fake Electron: nothing is downloaded. */
export async function pack(system: System): Promise<void> {
  const dist = await mkdtemp(path.join(tmpdir(), `dist-${system}-`));
  try {
    await makeFakeDist(system, dist);
    const args = ["--config", "electron/builder.yml", `--${system}`, "dir", "--x64", "--publish", "never"];
    const overrides = [`-c.electronDist=${dist}`, "-c.directories.output=release-check"];
    const env = { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: "false" };
    await promisify(execFile)(process.execPath, [packager, ...args, ...overrides], { cwd: root, env });
  } finally {
    await rm(dist, { recursive: true });
  }
}

/** What a Linux desktop would be told of the packed app: the text of its desktop entry, and that file's name. */
export type DesktopEntry = { readonly desktop: string; readonly desktopFileName: string };

/** The desktop entry of the packed Linux app; the installer around it is not made, since its tools are downloaded. */
export async function desktopEntry(): Promise<DesktopEntry> {
  let computed: DesktopEntry | undefined;
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget("AppImage"),
    config: { extends: "electron/builder.yml", directories: { output: "release-check" } },
    prepackaged: appFolders.linux,
    publish: "never",
    effectiveOptionComputed: (options: DesktopEntry) => {
      computed = options;
      return Promise.resolve(true);
    },
  });
  if (computed === undefined) throw new Error("electron-builder has made no desktop entry");
  return computed;
}
