import type { Settings } from "../contract.ts";
import { isAcceptanceList } from "./acceptance.ts";
import { isAbsolutePath, isBoolean, isPort, isReach, isRecord, listOf, oneOf } from "./checks.ts";
import { isFolderRulesList } from "./visitor-rules.ts";

const mostRecents = 10;
const mostFilters = 50;

/** What a first run begins with. */
export const defaultSettings: Settings = {
  folder: undefined,
  recents: [],
  port: 8080,
  reach: "network",
  dotfiles: false,
  filters: [],
  theme: "system",
  notifyOnDownload: false,
  closeToTray: true,
  openAtLogin: false,
  resumeAtLogin: false,
  logKeysEverywhere: true,
  accepted: [],
  folders: [],
};

type Checks = { readonly [Name in keyof Settings]: (value: unknown) => value is Settings[Name] };

/** What each setting may be: for a file that anyone may have edited, and for the page's changes. */
const checks: Checks = {
  folder: (value) => value === undefined || isAbsolutePath(value),
  recents: listOf(isAbsolutePath, mostRecents),
  port: isPort,
  reach: isReach,
  dotfiles: isBoolean,
  filters: listOf((value): value is string => typeof value === "string" && value.length <= 1000, mostFilters),
  theme: oneOf("system", "light", "dark"),
  notifyOnDownload: isBoolean,
  closeToTray: isBoolean,
  openAtLogin: isBoolean,
  resumeAtLogin: isBoolean,
  logKeysEverywhere: isBoolean,
  accepted: isAcceptanceList,
  folders: isFolderRulesList,
};
const names = Object.keys(checks) as (keyof Settings)[];

/** The settings in a value from outside: what is missing or not valid has its default. */
export function settingsOf(value: Readonly<Record<string, unknown>>): Settings {
  const valid = names.filter((name) => name in value && checks[name](value[name]));
  return { ...defaultSettings, ...Object.fromEntries(valid.map((name) => [name, value[name]])) };
}

/** Whether all settings that are in a value are valid. */
export function areValid(value: Readonly<Record<string, unknown>>): boolean {
  return names.every((name) => value[name] === undefined || checks[name](value[name]));
}

/** Whether a value is a change of settings: nothing but settings, each one valid. */
export function isSettingsChange(value: unknown): value is Partial<Settings> {
  if (!isRecord(value)) return false;
  return Object.entries(value).every(([name, setting]) => isName(name) && checks[name](setting));
}

/** The settings after a folder was chosen: it is the newest of the recents, each of which is there once. */
export function withFolder(settings: Settings, folder: string): Settings {
  return { ...settings, folder, recents: newestFirst(settings.recents, folder, mostRecents) };
}

function isName(name: string): name is keyof Settings {
  return Object.hasOwn(checks, name);
}

function newestFirst(list: readonly string[], newest: string, most: number): readonly string[] {
  return [newest, ...list.filter((entry) => entry !== newest)].slice(0, most);
}
