import type { GoalName, Measurement } from "../figures/goals.ts";
import { bestOf, ratioOf, type Rounds } from "../figures/rounds.ts";
import type { FileName } from "../machine/data.ts";
import { caddy } from "../servers/caddy.ts";
import { nginx, nginxCache, nginxCacheLog } from "../servers/nginx.ts";
import { nodePeers } from "../servers/node-peers.ts";
import { porchlight, porchlightWithoutLog } from "../servers/porchlight.ts";
import { python } from "../servers/python.ts";
import { RunningServers } from "../servers/running-server.ts";
import type { ServerKind } from "../servers/server-kind.ts";
import type { Workbench } from "../workbench.ts";
import { interleave, warmUp } from "./interleave.ts";
import { measureKeepAlive } from "./keep-alive-load.ts";
import type { Findings, Section } from "./section.ts";
import { speedTable, type SpeedFigure } from "./speed.ts";

const connections = 32;

type Work = { readonly file: FileName; readonly size: string; readonly peer: ServerKind; readonly goal: GoalName };

const works: readonly Work[] = [
  { file: "15-bytes.txt", size: "15 B", peer: nginxCacheLog, goal: "15 B / nginx" },
  { file: "16-kibibytes.bin", size: "16 KiB", peer: nginxCache, goal: "16 KiB / nginx" },
  { file: "100-kibibytes.bin", size: "100 KiB", peer: nginxCache, goal: "100 KiB / nginx" },
];

/** Small files over connections that stay. */
export const smallFiles: Section = { name: "small", title: "Small files, keep-alive", run };

async function run(workbench: Workbench): Promise<Findings> {
  const sizes = new Map<FileName, { readonly target: string; readonly bytes: number }>();
  for (const { file } of works) sizes.set(file, await workbench.data.file(file));
  const nginxes = [nginx, nginxCache, nginxCacheLog];
  const kinds = [porchlight, porchlightWithoutLog, ...nginxes, caddy, ...nodePeers, python];
  await using servers = await RunningServers.start(workbench, kinds, workbench.data.filesRoot);
  const tables = [];
  const measurements: Measurement[] = [];
  for (const { file, size, peer, goal } of works) {
    const { target = "", bytes = 0 } = sizes.get(file) ?? {};
    const work = { target, bytes, connections, seconds: 1 };
    await warmUp(workbench, servers.list, (server) => measureKeepAlive(workbench, server, { ...work, seconds: 3 }));
    const rounds = await interleave(workbench, servers.list, (server) => measureKeepAlive(workbench, server, work));
    tables.push(speedTable(`${size}, ${connections} connections`, rounds, peer.name, "perCpuSecond"));
    measurements.push({ goal, value: ratioOf(rounds, porchlight.name, peer.name, "perCpuSecond") });
    if (file === "15-bytes.txt") measurements.push({ goal: "15 B / Node", value: againstNode(rounds) });
  }
  return { tables, measurements };
}

function againstNode(rounds: Rounds<SpeedFigure>): number {
  const names = nodePeers.map(({ name }) => name);
  const best = bestOf(rounds, names, "perCpuSecond", "higher") ?? "";
  return ratioOf(rounds, porchlight.name, best, "perCpuSecond");
}
