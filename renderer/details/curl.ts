import type { LogRecord, Snapshot } from "../../electron/contract.ts";
import { parseHead, type Head } from "./head.ts";
import { absoluteParts, recordUrl } from "./record-url.ts";

/** Fields that curl sends by itself, or that belong to the connection. */
const ownOfCurl = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "accept-encoding",
  "expect",
  "upgrade",
]);

/** The status of a request that was refused for its host (RFC 9110 §15.5.20). */
const wrongHost = 421;

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const printable = /^[\x20-\x7e]{0,4000}$/;
/** What acts between double quotes in PowerShell or in its forerunner, the Command Prompt. */
const actsInQuotes = /["\\$`%]/;

/**
 * The command that asks the same again, for the shell of this system; "" where the request cannot be asked again.
 * All of it but the options comes from the network: it is quoted whole, and a field that could still act in some
 * shell is left out.
 */
export function curlCommand(
  record: Pick<LogRecord, "method" | "target" | "status">,
  receivedHead: string,
  origin: string,
  platform: Snapshot["platform"],
): string {
  const isWindows = platform === "win32";
  const url = recordUrl(record, origin);
  if (url === "" || !token.test(record.method) || (isWindows && actsInQuotes.test(record.method))) return "";
  const quote = isWindows ? quoteForWindows : quoteForPosix;
  const fields = fieldsToAsk(record, receivedHead).filter(({ name, value }) => isSafe(name, value, platform));
  const words = [
    isWindows ? "curl.exe" : "curl",
    "--globoff --path-as-is",
    methodWords(record.method, quote),
    ...fields.map(({ name, value }) => `--header ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`),
    quote(isWindows ? urlForWindows(url) : url),
  ];
  return words.filter((word) => word !== "").join(" ");
}

/** The fields that were sent, but for those that curl knows better; where a host was refused, it is what is asked. */
function fieldsToAsk({ target, status }: Pick<LogRecord, "target" | "status">, receivedHead: string): Head["fields"] {
  const { fields } = parseHead(receivedHead);
  const others = fields.filter(({ name }) => !ownOfCurl.has(name.toLowerCase()));
  if (status !== wrongHost) return others;
  const absolute = absoluteParts(target); // it counts, whatever Host says
  const hosts = fields.filter(({ name }) => name.toLowerCase() === "host");
  return [...(absolute === undefined ? hosts : [{ name: "Host", value: absolute.host }]), ...others];
}

function methodWords(method: string, quote: (text: string) => string): string {
  if (method === "GET") return "";
  return method === "HEAD" ? "--head" : `--request ${quote(method)}`;
}

function isSafe(name: string, value: string, platform: Snapshot["platform"]): boolean {
  if (!token.test(name) || !printable.test(value)) return false;
  return platform !== "win32" || !actsInQuotes.test(name + value);
}

/** Quotes and backslashes stand outside: fish, unlike sh, takes a backslash in single quotes for an escape. */
function quoteForPosix(text: string): string {
  return `'${text.replace(/['\\]/g, String.raw`'\$&'`)}'`;
}

/** For PowerShell as well as for the Command Prompt, which knows no other quotes: there is no telling which it will be. */
function quoteForWindows(text: string): string {
  return `"${text}"`;
}

/** What still acts in an address: a "$", and a "%" that begins no escape but perhaps a variable's name. */
function urlForWindows(url: string): string {
  return url.replaceAll("$", "%24").replace(/%(?![0-9A-Fa-f]{2})/g, "%25");
}
