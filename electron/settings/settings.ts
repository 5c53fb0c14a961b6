import path from "node:path";
import type { Settings } from "../contract.ts";

const mostRecents = 10;
const mostFilters = 50;
const mostAccepted = 1000;
const longestPath = 32_767;

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
  accepted: [],
};

type Checks = { readonly [Name in keyof Settings]: (value: unknown) => value is Settings[Name] };

/** What each setting may be: for a file that anyone may have edited, and for the page's changes. */
const checks: Checks = {
  folder: (value) => value === undefined || isAbsolutePath(value),
  recents: listOf(isAbsolutePath, mostRecents),
  port: isPort,
  reach: oneOf("network", "computer"),
  dotfiles: isBoolean,
  filters: listOf((value): value is string => typeof value === "string" && value.length <= 1000, mostFilters),
  theme: oneOf("system", "light", "dark"),
  notifyOnDownload: isBoolean,
  closeToTray: isBoolean,
  openAtLogin: isBoolean,
  resumeAtLogin: isBoolean,
  accepted: listOf(isAbsolutePath, mostAccepted),
};
const names = Object.keys(checks) as (keyof Settings)[];

/** The settings in a value from outside: what is missing or not valid has its default. */
export function settingsOf(value: Readonly<Record<string, unknown>>): Settings {
  const valid = names.filter((name) => name in value && checks[name](value[name]));
  return { ...defaultSettings, ...Object.fromEntries(valid.map((name) => [name, value[name]])) };
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

/** The settings after what is in a folder was accepted for the network. */
export function withAccepted(settings: Settings, folder: string): Settings {
  return { ...settings, accepted: newestFirst(settings.accepted, folder, mostAccepted) };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isAbsolutePath(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestPath && path.isAbsolute(value) && !value.includes("\0");
}

export function isPort(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

export function oneOf<const Word extends string>(...words: readonly Word[]): (value: unknown) => value is Word {
  return (value): value is Word => (words as readonly unknown[]).includes(value);
}

function listOf<Entry>(isEntry: (value: unknown) => value is Entry, most: number) {
  return (value: unknown): value is readonly Entry[] =>
    Array.isArray(value) && value.length <= most && value.every(isEntry);
}

function isName(name: string): name is keyof Settings {
  return Object.hasOwn(checks, name);
}

function newestFirst(list: readonly string[], newest: string, most: number): readonly string[] {
  return [newest, ...list.filter((entry) => entry !== newest)].slice(0, most);
}
