import type { Acceptance, Settings } from "../contract.ts";
import { isAbsolutePath, isBoolean, isRecord, listOf } from "./checks.ts";

/** Folders whose acceptance is remembered. */
const mostAccepted = 1000;

/** Whether a value is what was accepted of one folder. */
export function isAcceptance(value: unknown): value is Acceptance {
  if (!isRecord(value) || Object.keys(value).length !== 3) return false;
  return isAbsolutePath(value["folder"]) && isBoolean(value["dotfiles"]) && isBoolean(value["uploads"]);
}

/** Whether a value is what was accepted of folders. */
export const isAcceptanceList = listOf(isAcceptance, mostAccepted);

/** What was accepted of all folders after more was of one: what was accepted of it before still is. */
export function withAccepted({ accepted }: Pick<Settings, "accepted">, more: Acceptance): readonly Acceptance[] {
  const known = accepted.find(({ folder }) => folder === more.folder);
  const others = accepted.filter(({ folder }) => folder !== more.folder);
  const dotfiles = more.dotfiles || known?.dotfiles === true;
  const uploads = more.uploads || known?.uploads === true;
  return [{ folder: more.folder, dotfiles, uploads }, ...others].slice(0, mostAccepted);
}
