import type { LogRecord, Snapshot } from "../../electron/contract.ts";
import { parseHead } from "./head.ts";
import { recordUrl } from "./record-url.ts";

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

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const printable = /^[\x20-\x7e]{0,4000}$/;

/**
 * The command that asks the same again, for the shell of this system; "" where the request cannot be asked again.
 * All of it but the options comes from the network: it is quoted whole, and a field that could still act in some
 * shell is left out.
 */
export function curlCommand(
  record: Pick<LogRecord, "method" | "target">,
  receivedHead: string,
  origin: string,
  platform: Snapshot["platform"],
): string {
  const url = recordUrl(record, origin);
  if (url === "" || !token.test(record.method)) return "";
  const quote = platform === "win32" ? quoteForPowerShell : quoteForPosix;
  const fields = parseHead(receivedHead).fields.filter(({ name, value }) => isSafe(name, value, platform));
  const words = [
    platform === "win32" ? "curl.exe" : "curl",
    "--globoff --path-as-is",
    methodWords(record.method, quote),
    ...fields.map(({ name, value }) => `--header ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`),
    quote(url),
  ];
  return words.filter((word) => word !== "").join(" ");
}

function methodWords(method: string, quote: (text: string) => string): string {
  if (method === "GET") return "";
  return method === "HEAD" ? "--head" : `--request ${quote(method)}`;
}

function isSafe(name: string, value: string, platform: Snapshot["platform"]): boolean {
  if (ownOfCurl.has(name.toLowerCase()) || !token.test(name) || !printable.test(value)) return false;
  return platform !== "win32" || !/["\\]/.test(value); // Windows PowerShell passes these on unquoted
}

function quoteForPosix(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function quoteForPowerShell(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
