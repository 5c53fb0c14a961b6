import type { GoalName, Measurement } from "../figures/goals.ts";
import { bestOf, ratioOf } from "../figures/rounds.ts";
import type { Table } from "../figures/table.ts";
import { runLoad } from "../load/run-load.ts";
import { caddy } from "../servers/caddy.ts";
import { nginx } from "../servers/nginx.ts";
import { nodePeers } from "../servers/node-peers.ts";
import { porchlight } from "../servers/porchlight.ts";
import { RunningServers, type RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { compare } from "./comparison.ts";
import { interleave, warmUp } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";
import { withCpu } from "./with-cpu.ts";

const gibibyte = 2 ** 30;

type Work = { readonly parallel: number; readonly nginxGoal: GoalName; readonly nodeGoal: GoalName };

const works: readonly Work[] = [
  { parallel: 1, nginxGoal: "1 download / nginx", nodeGoal: "1 download / Node" },
  { parallel: 4, nginxGoal: "4 downloads / nginx", nodeGoal: "4 downloads / Node" },
  { parallel: 32, nginxGoal: "32 downloads / nginx", nodeGoal: "32 downloads / Node" },
];

/** A file of 1 GiB: whole, or its first parts to several at once, 1 GiB in all, and twice over unless it is to be quick. */
export const largeFile: Section = { name: "large", title: "A file of 1 GiB", run };

async function run(workbench: Workbench): Promise<Findings> {
  const { target } = await workbench.data.file("1-gibibyte.bin");
  const kinds = [porchlight, nginx, caddy, ...nodePeers];
  await using servers = await RunningServers.start(workbench, kinds, workbench.data.filesRoot);
  const tables: Table[] = [];
  const measurements: Measurement[] = [];
  await warmUp(workbench, servers.list, (server) => measure(workbench, server, target, 8));
  for (const { parallel, nginxGoal, nodeGoal } of works) {
    const rounds = await interleave(workbench, servers.list, (server) => measure(workbench, server, target, parallel));
    const columns = [
      { head: "GiB/s", figure: "perSecond" },
      { head: "failed", figure: "failed" },
    ] as const;
    const compared = { head: "CPU-s/GiB", figure: "cpuPerGibibyte" } as const;
    tables.push(compare(`1 GiB, ${parallel} at once`, rounds, columns, nginx.name, compared));
    const names = nodePeers.map(({ name }) => name);
    const best = bestOf(rounds, names, "cpuPerGibibyte", "lower") ?? "";
    measurements.push(
      { goal: nginxGoal, value: ratioOf(rounds, porchlight.name, nginx.name, "cpuPerGibibyte") },
      { goal: nodeGoal, value: ratioOf(rounds, porchlight.name, best, "cpuPerGibibyte") },
    );
  }
  return { tables, measurements };
}

async function measure({ processes, options }: Workbench, server: RunningServer, target: string, parallel: number) {
  const job = {
    kind: "requests",
    port: server.port,
    target,
    connections: parallel,
    bodyBytes: gibibyte / parallel,
    ...(parallel === 1 ? {} : { range: { from: "start" } as const }),
    until: { requests: options.quick ? parallel : 2 * parallel },
  } as const;
  const result = await withCpu(server, () => runLoad(processes, job));
  return {
    perSecond: result.bytes / gibibyte / result.seconds,
    cpuPerGibibyte: result.failed > 0 ? Number.NaN : result.cpuSeconds / (result.bytes / gibibyte),
    failed: result.failed,
  };
}
