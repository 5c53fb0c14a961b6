import { usualDiskBytesToLeave, usualMostBytes } from "../../server/uploads/upload-options.ts";
import { largestSize, longestNote, type FolderRules, type Settings, type VisitorRules } from "../contract.ts";
import { isAbsolutePath, isBoolean, isRecord, listOf } from "./checks.ts";

/** Folders whose rules are remembered. */
const mostFolders = 200;

/** What visitors of a folder may do until its owner says otherwise: open what is in it. */
export const usualRules: VisitorRules = {
  uploads: false,
  inbox: "",
  mostBytes: usualMostBytes,
  diskBytesToLeave: usualDiskBytesToLeave,
  website: false,
  spa: false,
  cleanUrls: false,
  isolated: false,
  cors: false,
  precompressed: false,
  note: "",
};

const checks: { readonly [Name in keyof VisitorRules]: (value: unknown) => boolean } = {
  uploads: isBoolean,
  inbox: (value) => value === "" || isAbsolutePath(value),
  mostBytes: (value) => isBytes(value) && value > 0,
  diskBytesToLeave: isBytes,
  website: isBoolean,
  spa: isBoolean,
  cleanUrls: isBoolean,
  isolated: isBoolean,
  cors: isBoolean,
  precompressed: isBoolean,
  note: (value) => typeof value === "string" && value.length <= longestNote,
};
const names = Object.keys(checks) as (keyof VisitorRules)[];

/** Whether a value is rules: all of them, each valid, and nothing else. */
export function isVisitorRules(value: unknown): value is VisitorRules {
  if (!isRecord(value) || Object.keys(value).length !== names.length) return false;
  return names.every((name) => Object.hasOwn(value, name) && checks[name](value[name]));
}

/** Whether a value is the rules of folders. */
export const isFolderRulesList = listOf(isFolderRules, mostFolders);

/** What visitors of this folder may do. */
export function rulesFor({ folders }: Pick<Settings, "folders">, folder: string): VisitorRules {
  return folders.find((each) => each.folder === folder)?.rules ?? usualRules;
}

/** The rules of all folders after those of one were chosen; the usual ones take no place. */
export function withRules(
  { folders }: Pick<Settings, "folders">,
  folder: string,
  rules: VisitorRules,
): readonly FolderRules[] {
  const others = folders.filter((each) => each.folder !== folder);
  const isUsual = names.every((name) => rules[name] === usualRules[name]);
  return isUsual ? others : [{ folder, rules }, ...others].slice(0, mostFolders);
}

function isFolderRules(value: unknown): value is FolderRules {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false;
  return isAbsolutePath(value["folder"]) && isVisitorRules(value["rules"]);
}

function isBytes(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= largestSize;
}
