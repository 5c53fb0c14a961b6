import { chmod, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { NtExecutable, NtExecutableResource } from "pe-library";
import { Resource } from "resedit";

// The least that electron-builder takes for a folder of Electron's. Their "Electron" is the stand-in, which carries
// the fuse wire that the packager flips; on Linux it even runs.

const standin = path.join(import.meta.dirname, "../standin");
const english = { lang: 1033, codepage: 1200 };

export type System = "linux" | "mac" | "win";

/** Makes the folder that Electron's download would be for a system. */
export async function makeFakeDist(system: System, folder: string): Promise<void> {
  await mkdir(path.join(folder, "resources"), { recursive: true });
  await cp(path.join(standin, "version"), path.join(folder, "version"));
  await writeFile(path.join(folder, "LICENSE"), "");
  await writeFile(path.join(folder, "LICENSES.chromium.html"), "");
  await makers[system](folder);
}

const makers = { linux: makeLinux, mac: makeMac, win: makeWindows };

async function makeLinux(folder: string): Promise<void> {
  await cp(path.join(standin, "electron"), path.join(folder, "electron"));
  await chmod(path.join(folder, "electron"), 0o755);
  await write(path.join(folder, "locales/en-US.pak"), "");
  await write(path.join(folder, "chrome-sandbox"), "", 0o755);
}

async function makeWindows(folder: string): Promise<void> {
  await write(path.join(folder, "locales/en-US.pak"), "");
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion(1, 0, 0, 0, english.lang);
  version.setStringValues(english, { ProductName: "Electron", FileDescription: "Electron" });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  const wire = await readFile(path.join(standin, "electron"));
  await writeFile(path.join(folder, "electron.exe"), Buffer.concat([Buffer.from(executable.generate()), wire]));
}

async function makeMac(folder: string): Promise<void> {
  const contents = path.join(folder, "Electron.app/Contents");
  const framework = path.join(contents, "Frameworks/Electron Framework.framework");
  await write(path.join(contents, "Info.plist"), propertyList(macFacts));
  await write(path.join(contents, "MacOS/Electron"), "#!/bin/sh\n", 0o755);
  await write(path.join(contents, "Resources/electron.icns"), "");
  await mkdir(path.join(contents, "Resources/en.lproj"), { recursive: true });
  const binary = await readFile(path.join(standin, "electron"));
  await write(path.join(framework, "Versions/A/Electron Framework"), binary, 0o755);
  await write(path.join(framework, "Versions/A/Resources/en.lproj/locale.pak"), "");
  await symlink("Versions/A/Electron Framework", path.join(framework, "Electron Framework"));
  for (const kind of ["", " (Renderer)", " (Plugin)", " (GPU)"])
    await makeMacHelper(contents, `Electron Helper${kind}`);
}

async function makeMacHelper(contents: string, name: string): Promise<void> {
  const helper = path.join(contents, `Frameworks/${name}.app/Contents`);
  const facts = { CFBundleExecutable: name, CFBundleIdentifier: "com.github.Electron.helper" };
  await write(path.join(helper, "Info.plist"), propertyList(facts));
  await write(path.join(helper, "MacOS", name), "#!/bin/sh\n", 0o755);
}

const macFacts = {
  CFBundleExecutable: "Electron",
  CFBundleIdentifier: "com.github.Electron",
  CFBundleName: "Electron",
  CFBundleVersion: "1",
  CFBundleIconFile: "electron.icns",
  LSMinimumSystemVersion: "13.0",
};

function propertyList(facts: Readonly<Record<string, string>>): string {
  const entries = Object.entries(facts).map(([key, value]) => `<key>${key}</key><string>${value}</string>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<plist version="1.0"><dict>${entries.join("")}</dict></plist>`,
    "",
  ].join("\n");
}

async function write(file: string, content: string | Buffer, mode = 0o644): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content, { mode });
}
