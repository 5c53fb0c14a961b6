import os from "node:os";

/**
 * The path that somebody named on a command line. On Windows no shell puts the home folder in the place of `~` for a
 * program, and it reads the end of `"D:\"` as a quote within the text; no name there has one.
 */
export function namedPath(
  text: string,
  platform: NodeJS.Platform = process.platform,
  home: string = os.homedir(),
): string {
  if (platform !== "win32") return text;
  return text.replace(/"$/, "\\").replace(/^~(?=$|[/\\])/, () => home);
}
