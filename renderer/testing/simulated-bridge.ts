import type {
  Bridge,
  Command,
  Events,
  LogRecord,
  Preflight,
  Problem,
  Requests,
  Result,
  ServerCounters,
  Settings,
  ShareStatus,
  Snapshot,
} from "../../electron/contract.ts";
import { packBatch } from "../../electron/packed-batch.ts";
import { reasonPhrase } from "../../server/http/status.ts";
import { noCounters } from "./counters.ts";
import { folderGone, onWith, simulatedPreflight, simulatedWarnings, usualRules } from "./simulated-share.ts";
import { hostileRecord, simulatedRecord } from "./simulated-traffic.ts";

type Answer<C extends keyof Requests> = ReturnType<Requests[C]> | Promise<ReturnType<Requests[C]>>;
type Handlers = { readonly [C in keyof Requests]: (...args: Parameters<Requests[C]>) => Answer<C> };
type Listener = { readonly channel: keyof Events; readonly call: (event: never) => void };

const batchSize = 500;
const unacknowledgedAtMost = 2;

/** A main process that is none: it keeps to the contract, and does what a test or a developer tells it to. */
export class SimulatedBridge implements Bridge {
  /** What the window asked for, in order. */
  readonly asked: { readonly channel: string; readonly args: readonly unknown[] }[] = [];
  settings: Settings;
  share: ShareStatus;
  counters: ServerCounters = noCounters;
  folderToChoose: string | undefined = "/home/anna/Holiday photos";
  inboxToChoose: string | undefined = "/home/anna/From visitors";
  platform: Snapshot["platform"] = "linux";
  settingsProblem: Snapshot["settingsProblem"];
  blocked: readonly string[] = [];
  notShown = 0;
  /** Looks at a folder until all of it is counted, and what is found in it then. */
  preflightLooks = 5;
  warnings = simulatedWarnings;
  /** What these requests fail with. */
  readonly problems: Partial<Record<keyof Requests, Problem>> = {};
  readonly #listeners = new Set<Listener>();
  readonly #records = new Map<number, LogRecord>();
  #pending: LogRecord[] = [];
  #isFollowed = false;
  #sequence = 0;
  #acknowledged = 0;
  #lastId = 0;
  #lastTime = 0;
  #looks: ReturnType<typeof setInterval> | undefined;

  constructor(settings: Settings, share: ShareStatus) {
    this.settings = settings;
    this.share = share;
  }

  readonly request = async <C extends keyof Requests>(
    channel: C,
    ...args: Parameters<Requests[C]>
  ): Promise<ReturnType<Requests[C]>> => {
    this.asked.push({ channel, args });
    await Promise.resolve();
    const handle: (...args: Parameters<Requests[C]>) => Answer<C> = this.#handlers[channel];
    return structuredClone(await handle(...args));
  };

  readonly subscribe = <C extends keyof Events>(channel: C, call: (event: Events[C]) => void): (() => void) => {
    const listener: Listener = { channel, call };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly pathOf = (file: File): string => (file.name === "" ? "" : `/home/anna/${file.name}`);

  tell<C extends keyof Events>(channel: C, event: Events[C]): void {
    for (const { channel: followed, call } of this.#listeners) {
      if (followed === channel) (call as (event: Events[C]) => void)(structuredClone(event));
    }
  }

  setShare(share: ShareStatus): void {
    this.share = share;
    this.tell("share:status", share);
  }

  command(command: Command): void {
    this.tell("command:run", command);
  }

  /** Requests that have come and gone. */
  traffic(count: number, make: (id: number, time: number) => LogRecord = simulatedRecord): void {
    const now = Date.now();
    const start = Math.max(now - count * 40, this.#lastTime);
    const step = (now - start) / Math.max(1, count);
    for (let index = 1; index <= count; index++) this.log(make(this.#lastId + 1, start + index * step));
    this.#lastTime = now;
  }

  hostileTraffic(count: number): void {
    this.traffic(count, hostileRecord);
  }

  /** A request under way; `change` it to let it go on. */
  begin(change: Partial<LogRecord> = {}): LogRecord {
    const record = { ...simulatedRecord(this.#lastId + 1, Date.now()), outcome: "active" as const, ...change };
    this.log(record);
    return record;
  }

  /** A record came, or changed. */
  log(record: LogRecord): void {
    const before = this.#records.get(record.id);
    this.#lastId = Math.max(this.#lastId, record.id);
    this.#records.set(record.id, record);
    this.#count(record, before);
    this.#pending.push(record);
    if (this.#pending.length === 1) setTimeout(() => this.#flush(), 20);
  }

  #count(record: LogRecord, before: LogRecord | undefined): void {
    const { counters } = this;
    const ended = record.outcome !== "active" && before?.outcome !== "complete";
    const index = Math.floor(record.status / 100);
    const transfers = [...(record.outcome === "active" ? [1] : []), ...(before?.outcome === "active" ? [-1] : [])];
    this.counters = {
      ...counters,
      requests: counters.requests + (before === undefined ? 1 : 0),
      ended: counters.ended + (ended ? 1 : 0),
      byStatusClass: counters.byStatusClass.map((count, at) => (ended && at === index ? count + 1 : count)),
      bytesSent: counters.bytesSent + record.bytesSent - (before?.bytesSent ?? 0),
      transfers: transfers.reduce((sum, change) => sum + change, counters.transfers),
    };
  }

  #flush(): void {
    while (this.#isFollowed && this.#pending.length > 0 && this.#sequence - this.#acknowledged < unacknowledgedAtMost) {
      const records = this.#pending.splice(0, batchSize);
      this.#sequence++;
      const { notShown, counters } = this;
      this.tell("log:batch", packBatch({ sequence: this.#sequence, records, notShown, counters }));
    }
  }

  async #soon(share: ShareStatus): Promise<ShareStatus> {
    await new Promise((resolve) => setTimeout(resolve, 150));
    this.setShare(share);
    return share;
  }

  #lookInto(folder: string): void {
    clearInterval(this.#looks);
    let looks = 0;
    this.#looks = setInterval(() => {
      looks++;
      const preflight: Preflight = simulatedPreflight(folder, looks, this);
      this.tell("preflight:progress", preflight);
      if (preflight.done) clearInterval(this.#looks);
    }, 120);
  }

  #done(channel: keyof Requests): Result<undefined> {
    const problem = this.problems[channel];
    return problem === undefined ? { ok: true, value: undefined } : { ok: false, problem };
  }

  #change(change: Partial<Settings>): Settings {
    this.settings = { ...this.settings, ...change };
    return this.settings;
  }

  readonly #handlers: Handlers = {
    "app:snapshot": () => {
      const { platform, settings, share, settingsProblem, counters, blocked } = this;
      this.#isFollowed = true;
      setTimeout(() => this.#flush(), 0);
      return { platform, version: "0.1.0", settings, usualRules, share, settingsProblem, counters, blocked };
    },
    "folder:choose": () => this.folderToChoose,
    "folder:pick": (folder) => {
      if (folder.includes("gone")) return { ok: false, problem: folderGone(folder) };
      const isChosen = this.share.kind !== "on" && this.share.kind !== "starting";
      if (isChosen) this.tell("settings:changed", this.#change({ folder }));
      return { ok: true, value: { folder, isChosen } };
    },
    "recents:gone": () => this.settings.recents.filter((folder) => folder.includes("gone")),
    "preflight:start": (folder) => {
      this.#lookInto(folder);
      return { ok: true, value: undefined };
    },
    "preflight:cancel": () => {
      clearInterval(this.#looks);
      return undefined;
    },
    "preflight:accept": (more) => this.#change({ accepted: [more, ...this.settings.accepted] }),
    "share:start": ({ rules, ...rest }) => {
      const choice = { ...rest, rules };
      this.#change({ ...rest, recents: [...new Set([choice.folder, ...this.settings.recents])].slice(0, 10) });
      this.tell("settings:changed", this.settings);
      this.setShare({ kind: "starting", choice });
      return this.#soon(onWith(choice, choice.port));
    },
    "share:stop": () => {
      this.setShare({ kind: "stopping", transfers: this.counters.transfers });
      return this.#soon({ kind: "off" });
    },
    "visitors:change": (folder, rules) => {
      const others = this.settings.folders.filter((each) => each.folder !== folder);
      return this.#change({ folders: [{ folder, rules }, ...others] });
    },
    "inbox:choose": () => {
      const problem = this.problems["inbox:choose"];
      return problem === undefined ? { ok: true, value: this.inboxToChoose } : { ok: false, problem };
    },
    "settings:change": (change) => this.#change(change),
    "log:acknowledge": (sequence) => {
      this.#acknowledged = sequence;
      setTimeout(() => this.#flush(), 0);
      return undefined;
    },
    "log:show": () => this.#done("log:show"),
    "log:details": (id) => headsOf(this.#records.get(id)),
    "log:export": (format, { length: records }) => {
      return { ok: true, value: { file: `/home/anna/requests-${records}.${format}`, records } };
    },
    "request:end": (id) => {
      const record = this.#records.get(id);
      if (record?.outcome === "active") this.log({ ...record, outcome: "failed", reason: "the owner has ended it" });
      return undefined;
    },
    "device:block": (address) => {
      const problem = this.problems["device:block"];
      if (problem !== undefined) return { ok: false, problem };
      this.blocked = [...this.blocked, address];
      return { ok: true, value: this.blocked };
    },
    "device:unblock": (address) => (this.blocked = this.blocked.filter((each) => each !== address)),
    "clipboard:write": () => this.#done("clipboard:write"),
    "address:open": () => this.#done("address:open"),
    "folder:show": () => this.#done("folder:show"),
    "inbox:show": () => this.#done("inbox:show"),
  };
}

function headsOf(record: LogRecord | undefined): ReturnType<Requests["log:details"]> {
  if (record === undefined) return undefined;
  const { method, target, version, userAgent, status, bytesExpected } = record;
  return {
    received: `${method} ${target} HTTP/${version}\r\nHost: 192.168.1.7:8080\r\nUser-Agent: ${userAgent}\r\nAccept: */*\r\n\r\n`,
    sent: `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\nContent-Length: ${bytesExpected}\r\nCache-Control: no-cache\r\n\r\n`,
  };
}
