import os from "node:os";
import { BlockedDevices, blockedReason } from "../../server/access/blocked-devices.ts";
import { watchFolder } from "../../server/folder-watch.ts";
import { messageOf } from "../../server/http/http-error.ts";
import type { LogRecord } from "../../server/log/log-record.ts";
import type { RequestLog } from "../../server/log/request-log.ts";
import { ShareProblem } from "../../server/share-problem.ts";
import { Share } from "../../server/share.ts";
import type { Problem, Result, ServerCounters, ShareChoice, ShareStatus } from "../contract.ts";
import { shareAddresses } from "./addresses.ts";
import { addCounters, atRest, noCounters } from "./counters.ts";
import { isForeign, ownAddresses } from "./own-addresses.ts";
import { shareOptionsOf } from "./share-options.ts";

const stoppingLookMilliseconds = 250;

type On = Extract<ShareStatus, { readonly kind: "on" }>;
/** A share that runs, and what ends with it. */
type Running = { readonly share: Share; readonly choice: ShareChoice; readonly stopWatching: () => void };
/** How long what is under way may take, and the folder that follows. */
type HowToStop = { readonly milliseconds?: number; readonly next?: string };

const cannotBlockItself: Problem = {
  what: "That is this computer itself.",
  remedy: "Nothing was blocked. Turn the light off to stop all requests.",
};
const tooManyBlocked: Problem = {
  what: "No further device can be blocked: there are too many.",
  remedy: "Unblock one that does not come any more, or turn the light off.",
};

/** The one share of the app: off, starting, on, stopping, or a problem. */
export class ShareControl {
  readonly #log: RequestLog;
  readonly #onStatus: (status: ShareStatus) => void;
  #status: ShareStatus = { kind: "off" };
  #running: Running | undefined;
  readonly #blocked = new BlockedDevices();
  #past = noCounters;
  #own = ownAddresses(os.networkInterfaces());
  /** What was asked for is done one after another: a switch may be pressed faster than a server stops. */
  #turn: Promise<unknown> = Promise.resolve();
  /** How many starts were asked for, and how many of the first ones are no longer wanted. */
  #starts = 0;
  #givenUp = 0;

  constructor(log: RequestLog, onStatus: (status: ShareStatus) => void) {
    this.#log = log;
    this.#onStatus = onStatus;
  }

  get status(): ShareStatus {
    return this.#status;
  }

  /** What all shares since the app's start have done. */
  get counters(): ServerCounters {
    return this.#running ? addCounters(this.#past, this.#running.share.counters) : this.#past;
  }

  /** The devices that get nothing, by address. */
  get blocked(): readonly string[] {
    return this.#blocked.addresses;
  }

  /** Shares a folder; one that is shared by now is stopped first. Never throws: what goes wrong is a status. */
  start(choice: ShareChoice): Promise<ShareStatus> {
    const number = ++this.#starts;
    return this.#inTurn(async () => {
      await this.#stop({ next: choice.folder });
      if (number > this.#givenUp) await this.#start(choice);
      else this.#become({ kind: "off" });
    });
  }

  /** Lets transfers finish; asked again while it waits for them, it ends them, and starts nothing in their place. */
  stop(): Promise<ShareStatus> {
    if (this.#status.kind === "stopping") this.#cutOff();
    return this.#inTurn(async () => {
      await this.#stop();
      this.#become({ kind: "off" });
    });
  }

  /** Something else is to be shared now: what was in the way before is no longer. */
  forgive(): void {
    if (this.#status.kind === "problem") this.#become({ kind: "off" });
  }

  /** Ends everything at once: the app quits. */
  async end(): Promise<void> {
    this.#cutOff(); // a stop that waits for transfers goes on waiting, whatever the next one says
    await this.#running?.share.stop(0);
  }

  /** Ends a request that is under way, and its connection. */
  endRequest(id: number): void {
    const record = this.#log.active.find((each) => each.id === id);
    if (record) this.#running?.share.closeThose((each) => each.id === record.connection, "the owner has ended it");
  }

  /** Lets a device in no more, whatever is shared, and ends what is under way with it. */
  block(address: string): Result<readonly string[]> {
    if (!isForeign(address, this.#own)) return { ok: false, problem: cannotBlockItself };
    if (!this.#blocked.block(address)) return { ok: false, problem: tooManyBlocked };
    this.#running?.share.closeThose(({ peer }) => peer.address === address, blockedReason);
    return { ok: true, value: this.blocked };
  }

  /** Lets a device in again. */
  unblock(address: string): void {
    this.#blocked.unblock(address);
  }

  /** The network has changed: other addresses may reach the share now. */
  async refreshAddresses(): Promise<void> {
    this.#own = ownAddresses(os.networkInterfaces());
    const before = this.status;
    if (before.kind !== "on") return;
    const addresses = await shareAddresses(before.choice.reach, before.port);
    const now = this.status;
    if (now.kind !== "on" || now.since !== before.since) return;
    if (JSON.stringify(addresses) !== JSON.stringify(now.addresses)) this.#become({ ...now, addresses });
  }

  #cutOff(): void {
    this.#givenUp = this.#starts;
    this.#running?.share.closeAll();
  }

  #inTurn(work: () => Promise<void>): Promise<ShareStatus> {
    const done = this.#turn.then(work).then(() => this.#status);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #start(choice: ShareChoice): Promise<void> {
    this.#become({ kind: "starting", choice });
    try {
      const share = new Share({ ...shareOptionsOf(choice), log: this.#log, blocked: this.#blocked });
      const started = await share.start();
      const unfollow = this.#awaitVisitor();
      const unwatch = watchFolder(started.served, (problem) => {
        if (problem !== undefined) void this.#folderGone(choice, problem);
      });
      this.#running = { share, choice, stopWatching: () => [unfollow, unwatch].forEach((end) => end()) };
      this.#become(await statusOn(choice, started.port));
    } catch (error) {
      await this.#stop({ milliseconds: 0 });
      this.#become({ kind: "problem", choice, problem: problemOf(error) });
    }
  }

  async #stop({ milliseconds, next }: HowToStop = {}): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    const { share } = running;
    running.stopWatching();
    const following = next === undefined ? {} : { next };
    const tell = (): void => this.#become({ kind: "stopping", transfers: share.counters.transfers, ...following });
    tell();
    const timer = setInterval(tell, stoppingLookMilliseconds);
    // nobody is let in any more, also where its disk was pulled out and does not let go of what came half
    await share.stop(milliseconds).catch(() => undefined);
    clearInterval(timer);
    this.#past = atRest(addCounters(this.#past, share.counters));
    this.#running = undefined;
  }

  #folderGone(choice: ShareChoice, problem: ShareProblem): Promise<ShareStatus> {
    return this.#inTurn(async () => {
      if (this.#running?.choice !== choice) return;
      await this.#stop({ milliseconds: 0 });
      this.#become({ kind: "problem", choice, problem: problemOf(problem) });
    });
  }

  /** Notes the first device that is not this computer; then nothing more is listened to. */
  #awaitVisitor(): () => void {
    const look = ({ address }: Readonly<LogRecord>): void => {
      if (this.#status.kind !== "on" || !isForeign(address, this.#own)) return;
      unfollow();
      this.#become({ ...this.#status, firstVisitor: address });
    };
    const unfollow = this.#log.follow({ began: look, ended: look });
    return unfollow;
  }

  #become(status: ShareStatus): void {
    this.#status = status;
    this.#onStatus(status);
  }
}

async function statusOn(choice: ShareChoice, port: number): Promise<On> {
  const addresses = await shareAddresses(choice.reach, port);
  return { kind: "on", choice, port, since: Date.now(), addresses, firstVisitor: undefined };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ShareProblem) {
    const { message: what, remedy, kind } = error;
    return kind === "no inbox" ? { what, remedy, about: "inbox" } : { what, remedy };
  }
  return { what: `Sharing could not start: ${messageOf(error)}.`, remedy: "Try again, or choose another folder." };
}
