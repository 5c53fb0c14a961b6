import type { FolderRules, Settings, Snapshot, VisitorRules } from "../../electron/contract.ts";

/** What visitors of this folder may do. */
export function rulesFor(
  { settings, usualRules }: Pick<Snapshot, "settings" | "usualRules">,
  folder: string,
): VisitorRules {
  return settings.folders.find((each) => each.folder === folder)?.rules ?? usualRules;
}

/** The rules of all folders after those of one were chosen. */
export function withRules({ folders }: Settings, folder: string, rules: VisitorRules): readonly FolderRules[] {
  return [{ folder, rules }, ...folders.filter((each) => each.folder !== folder)];
}
