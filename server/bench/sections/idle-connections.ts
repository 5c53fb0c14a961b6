import { setTimeout as wait } from "node:timers/promises";
import { medianOf } from "../figures/rounds.ts";
import { shown, type Table } from "../figures/table.ts";
import { HeldConnections, runLoad } from "../load/run-load.ts";
import { memoryBytes } from "../machine/process-tree.ts";
import { nginx } from "../servers/nginx.ts";
import { sirv } from "../servers/node-peers.ts";
import { porchlight } from "../servers/porchlight.ts";
import { RunningServers } from "../servers/running-server.ts";
import type { ServerKind } from "../servers/server-kind.ts";
import type { Workbench } from "../workbench.ts";
import { interleave } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";

const crowd = { idle: 10_000, slowHeads: 1000, stalled: 60 };
const nobody = { idle: 0, slowHeads: 0, stalled: 0 };
/** Milliseconds for a server to come to rest. */
const rest = 2000;

type Figure = "kibibytes" | "held" | "aloneMedian" | "aloneP99" | "median" | "p99" | "failed";

/** What many quiet connections cost, and whether others are answered beside them. */
export const idleConnections: Section = { name: "idle", title: "Idle, slow and stalled connections", run };

async function run(workbench: Workbench): Promise<Findings> {
  const small = await workbench.data.file("15-bytes.txt");
  const large = await workbench.data.file("1-gibibyte.bin");
  const kinds = [porchlight, nginx, sirv];
  const work = { small, large: large.target, probes: workbench.options.quick ? 300 : 1000 };
  const rounds = await interleave(
    workbench,
    kinds,
    (kind) => measure(workbench, kind, work),
    Math.min(5, workbench.options.rounds),
  );
  return {
    tables: [tableOf(kinds, (name, figure) => shown(medianOf(rounds, name, figure)))],
    measurements: [
      { goal: "idle memory", value: medianOf(rounds, porchlight.name, "kibibytes") },
      { goal: "crowd latency", value: medianOf(rounds, porchlight.name, "p99") },
    ],
  };
}

type Work = {
  readonly small: { readonly target: string; readonly bytes: number };
  readonly large: string;
  readonly probes: number;
};

/** On a new server each time: one that had a crowd before has memory to spare for the next. */
async function measure(workbench: Workbench, kind: ServerKind, { small, large, probes }: Work) {
  const { processes, data } = workbench;
  await using servers = await RunningServers.start(workbench, [kind], data.filesRoot);
  const [server] = servers.list;
  if (server === undefined) throw new Error("it did not start");
  const { port, pid } = server;
  const probe = { kind: "probe", port, target: small.target, count: probes } as const;
  const alone = await runLoad(processes, probe);
  await wait(rest);
  const before = memoryBytes(pid);
  const hold = { kind: "hold", port, small, large } as const;
  await using idle = await HeldConnections.open(processes, { ...hold, ...nobody, idle: crowd.idle });
  await wait(rest);
  const after = memoryBytes(pid);
  const { idle: held } = await idle.count();
  await using others = await HeldConnections.open(processes, { ...hold, ...crowd, idle: 0 });
  await wait(rest / 2);
  const beside = await runLoad(processes, probe);
  const { slowHeads, stalled } = await others.count();
  return {
    kibibytes: (after - before) / 1024 / held,
    held: held + slowHeads + stalled,
    aloneMedian: alone.median,
    aloneP99: alone.p99,
    median: beside.median,
    p99: beside.p99,
    failed: beside.failed,
  } satisfies Record<Figure, number>;
}

function tableOf(kinds: readonly ServerKind[], cell: (server: string, figure: Figure) => string): Table {
  const { idle, slowHeads, stalled } = crowd;
  const columns = [
    ["held", "held"],
    ["KiB per idle one", "kibibytes"],
    ["p50 ms alone", "aloneMedian"],
    ["p99 ms alone", "aloneP99"],
    ["p50 ms beside", "median"],
    ["p99 ms beside", "p99"],
    ["failed", "failed"],
  ] as const;
  return {
    title: `A new request, alone and beside ${idle} idle connections, ${slowHeads} slow heads, ${stalled} stalled downloads`,
    head: ["server", ...columns.map(([head]) => head)],
    rows: kinds.map(({ name }) => [name, ...columns.map(([, figure]) => cell(name, figure))]),
  };
}
