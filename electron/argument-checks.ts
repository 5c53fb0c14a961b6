import { isIP } from "node:net";
import { mostRecords, type Requests, type ShareChoice } from "./contract.ts";
import { isAcceptance } from "./settings/acceptance.ts";
import { isAbsolutePath, isBoolean, isPort, isReach, isRecord, listOf, oneOf } from "./settings/checks.ts";
import { isSettingsChange } from "./settings/settings.ts";
import { isVisitorRules } from "./settings/visitor-rules.ts";

type Check<Args extends readonly unknown[]> = (args: readonly unknown[]) => args is Args;
type Is<Value> = (value: unknown) => value is Value;

/** Far more than a card is called. */
const longestAddress = 200;
const longestClip = 1_000_000;
const longestUrl = 2_000;

/** What the arguments of each request must be: the page's process may be anyone's once it has been taken over. */
export const argumentChecks: { readonly [Channel in keyof Requests]: Check<Parameters<Requests[Channel]>> } = {
  "app:snapshot": nothing,
  "folder:choose": nothing,
  "folder:pick": tuple(isAbsolutePath),
  "recents:gone": nothing,
  "preflight:start": tuple(isAbsolutePath, isBoolean),
  "preflight:cancel": nothing,
  "preflight:accept": tuple(isAcceptance),
  "share:start": tuple(isShareChoice),
  "share:stop": nothing,
  "visitors:change": tuple(isAbsolutePath, isVisitorRules),
  "inbox:choose": tuple(isAbsolutePath),
  "settings:change": tuple(isSettingsChange),
  "log:acknowledge": tuple(isCount),
  "log:details": tuple(isCount),
  "log:show": tuple(isCount),
  "log:export": tuple(oneOf("ndjson", "combined", "csv", "har"), listOf(isCount, mostRecords)),
  "request:end": tuple(isCount),
  "device:block": tuple(isAddress),
  "device:unblock": tuple(isAddress),
  "clipboard:write": tuple(textUpTo(longestClip)),
  "address:open": tuple(textUpTo(longestUrl)),
  "folder:show": nothing,
  "inbox:show": nothing,
};

function nothing(args: readonly unknown[]): args is [] {
  return args.length === 0;
}

/** Exactly these arguments. */
function tuple<Values extends readonly unknown[]>(
  ...checks: { readonly [Index in keyof Values]: Is<Values[Index]> }
): Check<[...Values]> {
  return (args): args is [...Values] =>
    args.length === checks.length && checks.every((check: Is<unknown>, index) => check(args[index]));
}

function isShareChoice(value: unknown): value is ShareChoice {
  if (!isRecord(value) || Object.keys(value).length !== 5) return false;
  const { folder, reach, port, dotfiles, rules } = value;
  return isAbsolutePath(folder) && isReach(reach) && isPort(port) && isBoolean(dotfiles) && isVisitorRules(rules);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** An IP address, which may have a zone: the name of a network card, in which isIP does not know all that may stand. */
function isAddress(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestAddress && isIP(value.replace(/%[^%]+$/, "")) !== 0;
}

function textUpTo(longest: number): Is<string> {
  return (value): value is string => typeof value === "string" && value.length <= longest;
}
