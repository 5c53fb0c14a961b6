import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { isHostName } from "../access/host-check.ts";
import { defaultLimits, usualWorkerCount } from "../connection/limits.ts";
import type { WebsiteOptions } from "../share.ts";
import { usualDiskBytesToLeave, usualMostBytes, type UploadOptions } from "../uploads/upload-options.ts";

/** What `--log` takes. */
const logFormats = ["pretty", "ndjson", "common", "combined", "none"] as const;
/** How the log is written, and whether. */
export type LogFormat = (typeof logFormats)[number];

/** What the terminal command was asked for. */
export type CliOptions = {
  readonly folder: string;
  /** Undefined: 8080, or the next free one. */
  readonly port: number | undefined;
  readonly host: string;
  readonly workers: number;
  readonly log: LogFormat;
  readonly logFile: string | undefined;
  readonly dotfiles: boolean;
  readonly precompressed: boolean;
  readonly cors: boolean;
  /** Undefined: the folder is files, no website. */
  readonly website: WebsiteOptions | undefined;
  /** A file, or the words themselves. */
  readonly note: string | undefined;
  /** Undefined: visitors may not send anything. */
  readonly uploads: UploadOptions | undefined;
  readonly names: readonly string[];
  readonly connections: number | undefined;
  readonly idleSeconds: number | undefined;
};

/** What the arguments come to. */
export type CliRequest =
  | { readonly kind: "share"; readonly options: CliOptions }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  /** One sentence: what is wrong with the arguments. */
  | { readonly kind: "mistake"; readonly sentence: string };

const unitBytes = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 } as const;

/** What `--help` says. */
export const help = `Usage: porchlight <folder> [options]

Shares a folder with everyone on your network, and shows who asks for what.

  --port N            the port; 8080 or the next free one unless told, 0 for any
  --host A            the address to listen on; every network unless told,
                      127.0.0.1 for this computer only
  --workers N         requests that are worked on at once (${usualWorkerCount})
  --log FORMAT        pretty, ndjson, common, combined or none (pretty)
  --log-file FILE     write the log to a file, which is rotated at 64 MiB
  --dotfiles          share names that start with a dot as well
  --precompressed     send page.html.br or .gz for page.html, unless visitors
                      send files into the folder
  --note FILE|TEXT    words on top of the first folder page, in Markdown
  --website           this is a website: pages run their scripts, and 404.html
                      stands for what is not there
  --spa               a website of one page: index.html answers for every page
  --clean-urls        a website where /about is about.html
  --isolated          a website apart from other origins (COOP and COEP, as
                      threads of WebAssembly need it)
  --uploads           visitors may send files, into the shared folder
  --inbox FOLDER      with --uploads: into this folder instead
  --max-upload SIZE   with --uploads: the largest file (${usualMostBytes / unitBytes.g}G)
  --leave-free SIZE   with --uploads: disk space to keep free (${usualDiskBytesToLeave / unitBytes.g}G)
  --cors              web pages of any origin may read the share
  --name N            a further host name that requests may be for; may be repeated
  --max-connections N connections at once (${defaultLimits.connections})
  --idle-seconds N    seconds that a connection may stay without a request (${defaultLimits.idleMilliseconds / 1000})
  -h, --help          these lines
  --version           which version this is
`;

const flags = {
  port: { type: "string" },
  host: { type: "string" },
  workers: { type: "string" },
  log: { type: "string" },
  "log-file": { type: "string" },
  dotfiles: { type: "boolean" },
  precompressed: { type: "boolean" },
  note: { type: "string" },
  website: { type: "boolean" },
  spa: { type: "boolean" },
  "clean-urls": { type: "boolean" },
  isolated: { type: "boolean" },
  uploads: { type: "boolean" },
  inbox: { type: "string" },
  "max-upload": { type: "string" },
  "leave-free": { type: "string" },
  cors: { type: "boolean" },
  name: { type: "string", multiple: true },
  "max-connections": { type: "string" },
  "idle-seconds": { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

class Mistake extends Error {}

/** Reads the arguments behind the command's name. */
export function parseCli(args: readonly string[]): CliRequest {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true });
    if (values.help === true) return { kind: "help" };
    if (values.version === true) return { kind: "version" };
    const [folder, ...more] = positionals;
    // An empty word is a shell's variable that is not set: it must not come to mean the current folder.
    if (folder === undefined || folder === "") throw new Mistake("Say which folder to share.");
    if (more.length > 0) throw new Mistake(`One folder is shared at a time: ${more.join(", ")} is too much.`);
    return { kind: "share", options: optionsOf(folder, values) };
  } catch (error) {
    if (error instanceof Mistake) return { kind: "mistake", sentence: error.message };
    if (error instanceof TypeError) return { kind: "mistake", sentence: `${plainMistake(error.message)}.` };
    throw error;
  }
}

/** What Node.js says of arguments that it cannot read, in one sentence. */
function plainMistake(message: string): string {
  const [said = ""] = message.split(/\.\s/);
  const [, flag, isDash] = /^Option '(--[a-z-]+).* argument (?:missing|(is ambiguous))/.exec(said) ?? [];
  if (/^Unknown option '-[^-]/.test(said)) return `${said}; a folder whose name starts with a dash is written ./-…`;
  if (flag === undefined) return said;
  return `${flag} takes a value${isDash === undefined ? "" : `; one that starts with a dash is written ${flag}=-…`}`;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>["values"];

function optionsOf(folder: string, values: Values): CliOptions {
  const log = logFormats.find((format) => format === (values.log ?? "pretty"));
  if (log === undefined) throw new Mistake(`--log is one of ${logFormats.join(", ")}, ${butNot(values.log)}.`);
  if (values.host === "") throw new Mistake("--host is an address, and not empty.");
  return {
    folder,
    port: numberOf("--port", values.port, 0, 65535),
    host: addressOf(values.host ?? "::"),
    workers: numberOf("--workers", values.workers, 1, 1024) ?? usualWorkerCount,
    log,
    logFile: logFileOf(values["log-file"], log),
    dotfiles: values.dotfiles ?? false,
    precompressed: values.precompressed ?? false,
    cors: values.cors ?? false,
    website: websiteOf(values),
    note: values.note,
    uploads: uploadsOf(values),
    names: namesOf(values.name ?? []),
    connections: numberOf("--max-connections", values["max-connections"], 1, 1_000_000),
    idleSeconds: numberOf("--idle-seconds", values["idle-seconds"], 1, 3600),
  };
}

/** An address in the form that it is announced in: to others "0" says nothing, and means every network all the same. */
function addressOf(host: string): string {
  if (!/^[\d.a-fx]+$|^\[?[\d:a-f]+\]?$/i.test(host)) return host;
  const url = host.includes(":") ? `http://[${host.replace(/^\[(.*)\]$/, "$1")}]` : `http://${host}`;
  const plain = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "") : host;
  return isIP(plain) === 0 ? host : plain;
}

/** With no log to write, its file would only stay empty. */
function logFileOf(file: string | undefined, log: LogFormat): string | undefined {
  if (file === "") throw new Mistake("--log-file is a file, and not empty.");
  if (file !== undefined && log === "none") throw new Mistake("--log-file goes with a --log that is not none.");
  return file;
}

function namesOf(names: readonly string[]): readonly string[] {
  const wrong = names.find((name) => !isHostName(name));
  if (wrong !== undefined) throw new Mistake(`--name is a host name such as nas.home, ${butNot(wrong)}.`);
  return names;
}

/** A value that will not do: none is there where a shell's variable is not set. */
function butNot(value = ""): string {
  return value === "" ? "and not empty" : `not ${value}`;
}

/** Each of the presets makes the folder a website, said or not. */
function websiteOf(values: Values): WebsiteOptions | undefined {
  const { website = false, spa = false, "clean-urls": cleanUrls = false, isolated = false } = values;
  return website || spa || cleanUrls || isolated ? { spa, cleanUrls, isolated } : undefined;
}

function uploadsOf(values: Values): UploadOptions | undefined {
  const { uploads = false, inbox } = values;
  const alone = (["inbox", "max-upload", "leave-free"] as const).find((flag) => values[flag] !== undefined);
  if (!uploads && alone !== undefined) throw new Mistake(`--${alone} goes with --uploads.`);
  if (inbox === "") throw new Mistake("--inbox is a folder, and not empty.");
  if (!uploads) return undefined;
  const mostBytes = sizeOf("--max-upload", values["max-upload"]);
  if (mostBytes === 0) {
    throw new Mistake(`${noSize("--max-upload", values["max-upload"])}; without --uploads visitors send nothing.`);
  }
  return { inbox, mostBytes, diskBytesToLeave: sizeOf("--leave-free", values["leave-free"]) };
}

function sizeOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, digits, unit = ""] = /^([0-9]+)([kmgt]?)$/i.exec(text) ?? [];
  if (digits === undefined) throw new Mistake(`${noSize(flag, text)}.`);
  const bytes = Number(digits) * unitBytes[unit.toLowerCase() as keyof typeof unitBytes];
  if (bytes > Number.MAX_SAFE_INTEGER) throw new Mistake(`${flag} is 9007T at most, not ${text}.`); // what can be counted
  return bytes;
}

function noSize(flag: string, text: string | undefined): string {
  return `${flag} is a size such as 500M or 4G, ${butNot(text)}`;
}

function numberOf(flag: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^[0-9]{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new Mistake(`${flag} is a number from ${least} to ${most}, ${butNot(text)}.`);
  return number;
}
