import type { LogRecord, Settings, ShareChoice, ShareStatus } from "../../electron/contract.ts";
import { SimulatedBridge } from "./simulated-bridge.ts";
import {
  firstSettings,
  folderGone,
  generousRules,
  inboxGone,
  onWith,
  settingsUnreadable,
  usedSettings,
  usualRules,
} from "./simulated-share.ts";
import { simulatedRecord } from "./simulated-traffic.ts";

const choice: ShareChoice = {
  folder: usedSettings.folder ?? "",
  reach: "network",
  port: 8080,
  dotfiles: false,
  rules: usualRules,
};

const generousChoice: ShareChoice = { ...choice, rules: generousRules };

/** The states that the window is looked at in. */
export const scenarios = [
  "first-run",
  "off",
  "starting",
  "waiting",
  "on",
  "live",
  "port-taken",
  "this-computer",
  "stopping",
  "problem",
  "generous-off",
  "generous",
  "inbox-gone",
  "broken-settings",
  "hostile",
  "dropped",
  "flood",
] as const;
export type Scenario = (typeof scenarios)[number];

const shares: Readonly<Partial<Record<Scenario, ShareStatus>>> = {
  "first-run": { kind: "off" },
  off: { kind: "off" },
  starting: { kind: "starting", choice },
  waiting: onWith(choice, 8080),
  "port-taken": onWith(choice, 8081),
  "this-computer": onWith({ ...choice, reach: "computer" }, 8080),
  stopping: { kind: "stopping", transfers: 2 },
  problem: { kind: "problem", choice, problem: folderGone(choice.folder) },
  "broken-settings": { kind: "off" },
  "generous-off": { kind: "off" },
  generous: onWith(generousChoice, 8080, "192.168.1.23"),
  "inbox-gone": { kind: "problem", choice: generousChoice, problem: inboxGone },
};

const traffic: Readonly<Partial<Record<Scenario, (bridge: SimulatedBridge) => void>>> = {
  on: evening,
  live: (bridge) => {
    evening(bridge);
    liveOn(bridge);
  },
  generous: (bridge) => {
    bridge.traffic(40, takingRecord);
    bringFiles(bridge);
  },
  hostile: (bridge) => bridge.hostileTraffic(16),
  dropped: (bridge) => {
    bridge.notShown = 1234;
    bridge.traffic(40);
  },
  flood: (bridge) => bridge.traffic(100_000),
};

/** A bridge in one of the states. */
export function bridgeIn(scenario: Scenario): SimulatedBridge {
  const isGenerous = scenario.startsWith("generous") || scenario === "inbox-gone";
  const folders = isGenerous ? [{ folder: choice.folder, rules: generousRules }] : [];
  const accepted = [{ folder: choice.folder, dotfiles: false, uploads: isGenerous }];
  const isNew = scenario === "first-run" || scenario === "broken-settings";
  const settings: Settings = isNew ? firstSettings : { ...usedSettings, folders, accepted };
  const bridge = new SimulatedBridge(settings, shares[scenario] ?? onWith(choice, 8080, "192.168.1.23"));
  if (scenario === "broken-settings") bridge.settingsProblem = settingsUnreadable;
  traffic[scenario]?.(bridge);
  return bridge;
}

function evening(bridge: SimulatedBridge): void {
  bridge.traffic(240);
  const asked = { method: "GET", status: 200, range: "" } as const;
  bridge.begin({
    ...asked,
    target: "/films/garden.mp4",
    bytesSent: 180_400_000,
    bytesExpected: 412_004_110,
    total: 4_100,
  });
  bridge.begin({ ...asked, target: "/photos/all.zip", bytesSent: 12_400_000, bytesExpected: 880_004_110, total: 900 });
  bridge.counters = { ...bridge.counters, queue: { ...bridge.counters.queue, busy: 2, longestWait: 4.2 } };
}

/** As others, but that nothing which is sent is refused. */
function takingRecord(id: number, time: number): LogRecord {
  const record = simulatedRecord(id, time);
  const taken = { status: 201, outcome: "complete", reason: 'saved as "notes.txt"', total: 9, firstByte: 8 } as const;
  const body = { bytesIncoming: 18_204, bytesReceived: 18_204, filesSaved: 1 };
  return record.method === "PUT" ? { ...record, ...taken, ...body, target: "/notes.txt" } : record;
}

/** Visitors send files: some are there, two are under way, one was given up. */
function bringFiles(bridge: SimulatedBridge): void {
  const put = { method: "PUT", status: 201, bytesSent: 64, bytesExpected: 64, filesSaved: 1 } as const;
  const bring = (change: Partial<LogRecord>) => bridge.begin({ ...put, ...change });
  const size = { bytesIncoming: 3_411_208, bytesReceived: 3_411_208 };
  bring({
    target: "/IMG_2041.jpg",
    ...size,
    outcome: "complete",
    total: 820,
    firstByte: 818,
    reason: 'saved as "IMG_2041 (2).jpg"',
  });
  const open = { status: 0, bytesSent: 0, bytesExpected: -1, filesSaved: 0, firstByte: -1 } as const;
  bring({
    ...open,
    target: "/caf%C3%A9.mov",
    bytesIncoming: 9e8,
    bytesReceived: 1e8,
    outcome: "client left",
    total: 9e3,
  });
  bring({ ...open, target: "/beach.mp4", bytesIncoming: 412_004_110, bytesReceived: 180_400_000, total: 4_100 });
  bring({ ...open, target: "/voice.ogg", bytesIncoming: -1, bytesReceived: 2_400_000, total: 1_100 });
}

/** Visitors come and go in waves, and two films are under way. */
function liveOn(bridge: SimulatedBridge): void {
  let step = 0;
  const films = [1, 2].map((each) =>
    bridge.begin({ target: `/films/part%20${each}.mkv`, bytesSent: 0, bytesExpected: 2e9, status: 200, method: "GET" }),
  );
  setInterval(() => {
    step++;
    bridge.traffic(Math.max(0, Math.round(6 + 6 * Math.sin(step / 12) + (step % 3))));
    for (const film of films) bridge.log({ ...film, bytesSent: step * 1_400_000, total: step * 100 });
  }, 100);
}
