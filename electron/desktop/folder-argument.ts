import path from "node:path";
import { fileURLToPath } from "node:url";
import { namedPath } from "../../server/named-path.ts";

/** What a start hands to the app that runs already. */
export type Start = { readonly cwd: string; readonly argv: readonly string[] };

/** The folder that the app was started with, absolute; undefined: it was started without one. */
export function folderArgument(
  { cwd, argv }: Start,
  isPackaged: boolean,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  // behind the executable, and behind the app's own folder where that is no part of it
  const [folder] = argv
    .slice(1)
    .filter((argument) => !argument.startsWith("-"))
    .slice(isPackaged ? 0 : 1);
  if (folder === undefined || folder === "") return undefined;
  if (folder.startsWith("file:")) return fromUrl(folder);
  return platform === "win32" ? path.win32.resolve(cwd, namedPath(folder, platform)) : path.resolve(cwd, folder);
}

/** Whether a login started the app, and nobody wants to see it yet: its own words say so, or the system does. */
export function isHiddenStart(argv: readonly string[], wasOpenedAtLogin: boolean): boolean {
  return argv.includes("--hidden") || wasOpenedAtLogin;
}

/** What another start said, if it is what our own starts say. */
export function parseStart(value: unknown): Start | undefined {
  if (typeof value !== "object" || value === null || !("cwd" in value) || !("argv" in value)) return undefined;
  const { cwd, argv } = value;
  if (typeof cwd !== "string" || !Array.isArray(argv)) return undefined;
  return { cwd, argv: argv.filter((argument) => typeof argument === "string") };
}

function fromUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
