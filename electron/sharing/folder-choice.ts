import path from "node:path";
import { problemWith } from "../../server/folder-watch.ts";
import type { Result, Settings, ShareChoice } from "../contract.ts";
import { needsPreflight } from "../needs-preflight.ts";
import type { SettingsStore } from "../settings/settings-store.ts";
import { withFolder } from "../settings/settings.ts";
import { rulesFor } from "../settings/visitor-rules.ts";

/** A folder by its one name, which all that is remembered of it goes by, if it can be shared. */
export async function checkFolder(given: string): Promise<Result<string>> {
  const folder = path.resolve(given); // without a slash at its end, which some file managers put there
  const problem = await problemWith(folder);
  return problem
    ? { ok: false, problem: { what: problem.message, remedy: problem.remedy } }
    : { ok: true, value: folder };
}

/** Makes the chosen one of a folder that was checked. */
export function chooseFolder(settings: SettingsStore, folder: string): void {
  settings.change(withFolder(settings.settings, folder));
}

/** What the settings say to share, if nobody has to be asked first; undefined: somebody has to. */
export function unaskedChoice(settings: Settings): ShareChoice | undefined {
  const { folder, reach, port, dotfiles } = settings;
  if (folder === undefined) return undefined;
  const choice = { folder, reach, port, dotfiles, rules: rulesFor(settings, folder) };
  return needsPreflight(choice, settings) ? undefined : choice;
}
