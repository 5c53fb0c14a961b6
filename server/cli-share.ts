import { readFile } from "node:fs/promises";
import { listAddresses, urlOf } from "./addresses.ts";
import { announcement } from "./announcement.ts";
import { openCliLog, type CliLog } from "./cli-log.ts";
import type { CliOptions } from "./cli-options.ts";
import { routedAddress } from "./default-route.ts";
import { visible } from "./log/visible.ts";
import { ShareProblem } from "./share-problem.ts";
import { Share } from "./share.ts";

const usualPort = 8080;
/** Milliseconds that the log gets for its last lines when nobody wants to wait. */
const lastWordsMilliseconds = 500;

/** Shares until a signal comes; the exit status. */
export async function runShare(options: CliOptions): Promise<number> {
  const { folder, host, dotfiles, precompressed, cors, website, uploads, names } = options;
  const share = new Share({
    folder,
    host,
    dotfiles,
    precompressed,
    cors,
    website,
    uploads,
    note: options.note === undefined ? undefined : await readNote(options.note),
    names,
    port: options.port ?? usualPort,
    nextFreePort: options.port === undefined,
    workerCount: options.workers,
    limits: limitsOf(options),
  });
  let log: CliLog | undefined;
  let told: Promise<void>;
  try {
    log = await openCliLog(options, share.log);
    const { port } = await share.start();
    told = new Promise((resolve) => onSignals(resolve, () => stopNow(share)));
    announce(options, share.folder, port, log, await routedAddress());
  } catch (error) {
    await log?.close();
    return complain(error);
  }
  await told;
  sayStopping(share.counters.transfers, log);
  await share.stop();
  await log.close();
  return 0;
}

/** What a file says or, where there is none of that name, the words themselves. */
async function readNote(fileOrText: string): Promise<string> {
  try {
    return await readFile(fileOrText, "utf8");
  } catch {
    return fileOrText;
  }
}

function limitsOf({
  connections,
  idleSeconds,
}: CliOptions): NonNullable<ConstructorParameters<typeof Share>[0]["limits"]> {
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

function announce(options: CliOptions, folder: string, port: number, log: CliLog, routed?: string): void {
  const addresses = listAddresses(options.host, routed);
  if (log.isMachineReadable) {
    log.event({ event: "listening", folder, urls: addresses.map((address) => urlOf(address, port)) });
    return;
  }
  const taken = options.port === undefined && port !== usualPort ? usualPort : undefined;
  log.say(announcement({ folder, port, taken, addresses, isTerminal: process.stdout.isTTY }));
}

function sayStopping(transfers: number, log: CliLog): void {
  if (transfers === 0 || log.isMachineReadable) return;
  const what = transfers === 1 ? "one transfer is" : `${transfers} transfers are`;
  log.say(`Stopping when ${what} through, in 30 seconds at the latest. Press Ctrl+C again to stop now.`);
}

/** Ends every transfer, and the process even if nobody takes the log's last lines. */
function stopNow(share: Share): void {
  share.closeAll();
  setTimeout(() => process.exit(0), lastWordsMilliseconds).unref();
}

/** Calls back at the first SIGINT or SIGTERM that comes, and at every further one. Neither ends the process any more. */
function onSignals(first: () => void, further: () => void): void {
  let isFirst = true;
  const onSignal = () => {
    if (isFirst) first();
    else further();
    isFirst = false;
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
