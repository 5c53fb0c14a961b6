import { bestOf, ratioOf } from "../figures/rounds.ts";
import { runLoad } from "../load/run-load.ts";
import { caddy } from "../servers/caddy.ts";
import { nginx, nginxNoPush } from "../servers/nginx.ts";
import { nodePeers } from "../servers/node-peers.ts";
import { porchlight } from "../servers/porchlight.ts";
import { RunningServers, type RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { compare } from "./comparison.ts";
import { interleave, warmUp } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";
import { withCpu } from "./with-cpu.ts";

const bodyBytes = 64 * 1024;
const connections = 8;

/** Parts of a large file from anywhere in it, as players and download managers ask for them. */
export const ranges: Section = { name: "ranges", title: "Random ranges of 64 KiB", run };

async function run(workbench: Workbench): Promise<Findings> {
  const file = await workbench.data.file("1-gibibyte.bin");
  const kinds = [porchlight, nginxNoPush, nginx, caddy, ...nodePeers];
  await using servers = await RunningServers.start(workbench, kinds, workbench.data.filesRoot);
  await warmUp(workbench, servers.list, (server) => measure(workbench, server, file));
  const rounds = await interleave(workbench, servers.list, (server) => measure(workbench, server, file));
  const columns = [
    { head: "requests/s", figure: "perSecond" },
    { head: "CPUs", figure: "cpuShare" },
    { head: "failed", figure: "failed" },
  ] as const;
  const compared = { head: "requests/CPU-s", figure: "perCpuSecond" } as const;
  const names = nodePeers.map(({ name }) => name);
  const best = bestOf(rounds, names, "perCpuSecond", "higher") ?? "";
  return {
    tables: [compare(`64 KiB ranges, ${connections} connections`, rounds, columns, nginxNoPush.name, compared)],
    measurements: [
      { goal: "ranges / nginx", value: ratioOf(rounds, porchlight.name, nginxNoPush.name, "perCpuSecond") },
      { goal: "ranges / Node", value: ratioOf(rounds, porchlight.name, best, "perCpuSecond") },
    ],
  };
}

async function measure(
  { processes }: Workbench,
  server: RunningServer,
  { target, bytes }: { readonly target: string; readonly bytes: number },
) {
  const job = {
    kind: "requests",
    port: server.port,
    target,
    connections,
    bodyBytes,
    range: { from: "anywhere", fileBytes: bytes },
    until: { seconds: 1 },
  } as const;
  const { requests, seconds, failed, cpuSeconds } = await withCpu(server, () => runLoad(processes, job));
  return {
    perSecond: requests / seconds,
    perCpuSecond: requests / cpuSeconds,
    cpuShare: cpuSeconds / seconds,
    failed,
  };
}
