import { readFile } from "node:fs/promises";
import { isEveryInterface, listAddresses, urlOf } from "../addresses.ts";
import { defaultLimits } from "../connection/limits.ts";
import { routedAddress } from "../default-route.ts";
import { decodeText } from "../files/decode-text.ts";
import { watchFolder } from "../folder-watch.ts";
import { visible } from "../log/visible.ts";
import { namedPath } from "../named-path.ts";
import { ShareProblem } from "../share-problem.ts";
import { Share, type ShareOptions } from "../share.ts";
import { announcement } from "./announcement.ts";
import { openCliLog, type CliLog } from "./cli-log.ts";
import type { CliOptions } from "./cli-options.ts";
import type { HeardSignals } from "./heard-signals.ts";

const usualPort = 8080;
/** Milliseconds that the log gets for its last lines: somebody may have ceased to read them. */
const lastWordsMilliseconds = 5000;
/** The same when nobody wants to wait. */
const hurriedWordsMilliseconds = 500;

/** Shares until a signal comes; the exit status. */
export async function runShare(options: CliOptions, signals: HeardSignals): Promise<number> {
  try {
    await shareUntilTold(options, signals);
    return 0;
  } catch (error) {
    return complain(error);
  }
}

/** @throws ShareProblem */
async function shareUntilTold(options: CliOptions, signals: HeardSignals): Promise<void> {
  const share = new Share(await shareOptionsOf(options));
  const log = await openCliLog(options);
  let told: Promise<void>;
  let served: string;
  try {
    const started = await share.start();
    served = started.served;
    told = new Promise((resolve) => signals.follow(resolve, () => stopNow(share, log, signals)));
    announce(options, share.folder, started.port, log, await routedAddress());
    log.follow(share.log); // behind the announcement, also where somebody has waited for it
  } catch (error) {
    await log.close();
    throw error;
  }
  const unwatch = watchFolder(served, (problem) => {
    share.folderAway(problem?.message);
    tellOfFolder(share.folder, served, problem, log);
  });
  await told;
  unwatch();
  sayStopping(share.counters.transfers, log);
  await share.stop();
  endAfter(lastWordsMilliseconds, log, signals);
  await log.close();
}

async function shareOptionsOf(options: CliOptions): Promise<ShareOptions> {
  const { folder, host, dotfiles, precompressed, cors, website, uploads, names, note } = options;
  return {
    folder: namedPath(folder),
    host,
    dotfiles,
    precompressed,
    cors,
    website,
    uploads: uploads?.inbox === undefined ? uploads : { ...uploads, inbox: namedPath(uploads.inbox) },
    note: note === undefined ? undefined : await readNote(note),
    names,
    port: options.port ?? usualPort,
    nextFreePort: options.port === undefined,
    workerCount: options.workers,
    limits: limitsOf(options),
  };
}

/** What a file says or, where there is none of that name, the words themselves. @throws ShareProblem */
async function readNote(fileOrText: string): Promise<string> {
  try {
    return decodeText(await readFile(namedPath(fileOrText)), false);
  } catch (error) {
    if (!looksLikeFile(fileOrText)) return fileOrText;
    const what = `The file ${fileOrText} for the note is not there or cannot be read.`;
    throw new ShareProblem("other", what, "Name one that is there, or say the note's words.", { cause: error });
  }
}

/** Whether a note is rather a file's name that was mistyped than words for visitors. */
function looksLikeFile(text: string): boolean {
  return /^\S+$/.test(text) && !text.includes("://") && (/[/\\]/.test(text) || /\.(md|markdown|txt)$/i.test(text));
}

function limitsOf({ connections, idleSeconds }: CliOptions): NonNullable<ShareOptions["limits"]> {
  return {
    ...(connections === undefined ? {} : { connections }),
    ...(idleSeconds === undefined ? {} : { idleMilliseconds: idleSeconds * 1000 }),
  };
}

function complain(error: unknown): number {
  if (!(error instanceof ShareProblem)) throw error;
  process.stderr.write(`porchlight: ${visible(error.message)} ${error.remedy}\n`);
  return 1;
}

/** The same words as in the app's window. */
const openWebsite =
  "Visitors could add pages to this website, whose scripts would run. An inbox (--inbox) keeps what they send apart.";

function announce(options: CliOptions, folder: string, port: number, log: CliLog, routed?: string): void {
  const { website, uploads } = options;
  if (website && uploads && uploads.inbox === undefined) process.stderr.write(`porchlight: ${openWebsite}\n`);
  const addresses = listAddresses(options.host, routed);
  if (log.isMachineReadable) {
    log.event({ event: "listening", folder, urls: addresses.map((address) => urlOf(address, port)) });
    return;
  }
  const taken = options.port === undefined && port !== usualPort ? usualPort : undefined;
  const isOpen = isEveryInterface(options.host);
  log.say(announcement({ folder, port, taken, isOpen, addresses, isTerminal: process.stdout.isTTY }));
}

function tellOfFolder(folder: string, served: string, problem: ShareProblem | undefined, log: CliLog): void {
  if (log.isMachineReadable) {
    log.event(problem ? { event: "folder gone", folder, reason: problem.message } : { event: "folder back", folder });
  } else {
    log.warn(problem ? `${problem.message} Sharing goes on once it is back.` : `The folder ${served} is back.`);
  }
}

function sayStopping(transfers: number, log: CliLog): void {
  if (transfers === 0 || log.isMachineReadable) return;
  const what = transfers === 1 ? "one transfer is" : `${transfers} transfers are`;
  const seconds = defaultLimits.stopMilliseconds / 1000;
  log.say(`Stopping when ${what} through, in ${seconds} seconds at the latest. Press Ctrl+C again to stop now.`);
}

/** Ends every transfer, and soon the process. */
function stopNow(share: Share, log: CliLog, signals: HeardSignals): void {
  share.closeAll();
  endAfter(hurriedWordsMilliseconds, log, signals);
}

/** Ends the process even if nobody takes the log's last lines. */
function endAfter(milliseconds: number, log: CliLog, signals: HeardSignals): void {
  const end = () => {
    log.abandon();
    signals.exit();
  };
  setTimeout(end, milliseconds).unref();
}
