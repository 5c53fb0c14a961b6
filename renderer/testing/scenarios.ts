import type { Settings, ShareChoice, ShareStatus } from "../../electron/contract.ts";
import { SimulatedBridge } from "./simulated-bridge.ts";
import { firstSettings, folderGone, onWith, usedSettings, usualRules } from "./simulated-share.ts";

const choice: ShareChoice = {
  folder: usedSettings.folder ?? "",
  reach: "network",
  port: 8080,
  dotfiles: false,
  rules: usualRules,
};

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
  problem: { kind: "problem", choice, problem: folderGone },
  "broken-settings": { kind: "off" },
};

const traffic: Readonly<Partial<Record<Scenario, (bridge: SimulatedBridge) => void>>> = {
  on: evening,
  live: (bridge) => {
    evening(bridge);
    liveOn(bridge);
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
  const settings: Settings = scenario === "first-run" ? firstSettings : usedSettings;
  const bridge = new SimulatedBridge(settings, shares[scenario] ?? onWith(choice, 8080, "192.168.1.23"));
  if (scenario === "broken-settings") {
    const what = "The settings could not be read; they are kept as settings.broken.json.";
    bridge.settingsProblem = { what, remedy: "Choose your folder again: everything else begins as it was at first." };
  }
  const run = traffic[scenario];
  if (run !== undefined) setTimeout(() => run(bridge), 50);
  return bridge;
}

function evening(bridge: SimulatedBridge): void {
  bridge.traffic(240);
  bridge.begin({ target: "/films/garden.mp4", bytesSent: 180_400_000, bytesExpected: 412_004_110, total: 4_100 });
  bridge.begin({ target: "/photos/all.zip", bytesSent: 12_400_000, bytesExpected: 880_004_110, total: 900 });
  bridge.counters = { ...bridge.counters, queue: { ...bridge.counters.queue, busy: 2, longestWait: 4.2 } };
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
