import type { Settings } from "../contract.ts";
import { isBoolean, isRecord } from "./checks.ts";
import { areValid, defaultSettings, settingsOf } from "./settings.ts";

/** Where the window was. */
export type WindowPlace = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
};

/** All that is remembered between two runs. */
export type Remembered = {
  readonly settings: Settings;
  /** Undefined: the window has not been moved yet. */
  readonly window: WindowPlace | undefined;
  /** Whether the user has been told that closing the window leaves the share on, in the tray or minimised. */
  readonly isTrayExplained: boolean;
  /** Whether the share was on at the end: what a start at login may go on with. */
  readonly wasSharing: boolean;
};

const version = 3;

/** What is remembered before anything was. */
export const firstRun: Remembered = {
  settings: defaultSettings,
  window: undefined,
  isTrayExplained: false,
  wasSharing: false,
};

/** What is remembered, as the settings file has it. */
export function textOf(remembered: Remembered): string {
  return `${JSON.stringify({ version, ...remembered }, undefined, 2)}\n`;
}

/** What a settings file brought, and whether that is all that it says. */
export type Reading = { readonly remembered: Remembered; readonly isWhole: boolean };

/** What a settings file remembers; undefined: it is none, or of a version that is not known. */
export function parseRemembered(text: string): Reading | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || !isRecord(value["settings"])) return undefined;
  const settings = migrated(value["version"], value["settings"]);
  if (settings === undefined) return undefined;
  const remembered = {
    settings: settingsOf(settings),
    window: isPlace(value["window"]) ? value["window"] : undefined,
    isTrayExplained: value["isTrayExplained"] === true,
    wasSharing: value["wasSharing"] === true,
  };
  return { remembered, isWhole: areValid(settings) };
}

/** Whether a settings file is of a later version of the app: what it says may be more than this one knows. */
export function isOfLaterVersion(text: string): boolean {
  const value = parseJson(text);
  const from = isRecord(value) ? value["version"] : undefined;
  return Number.isInteger(from) && (from as number) > version;
}

type Values = Readonly<Record<string, unknown>>;

/** The settings of a file as this version has them; undefined: its version is not known. */
function migrated(from: unknown, settings: Values): Values | undefined {
  if (from === 1) return migrated(2, { ...settings, folders: [] }); // folders had no rules of their own
  if (from === 2) return { ...settings, accepted: acceptedOf(settings["accepted"]) };
  return from === version ? settings : undefined;
}

/** Of a folder that was accepted, it was not known with what: so with as little as there is. */
function acceptedOf(folders: unknown): unknown {
  if (!Array.isArray(folders)) return folders;
  return folders.map((folder: unknown) => ({ folder, dotfiles: false, uploads: false }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

function isPlace(value: unknown): value is WindowPlace {
  if (!isRecord(value) || !isBoolean(value["isMaximized"])) return false;
  return [value["x"], value["y"], value["width"], value["height"]].every(Number.isSafeInteger);
}
