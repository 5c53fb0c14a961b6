import { setTimeout as wait } from "node:timers/promises";
import { shown } from "../figures/table.ts";
import type { RequestsJob } from "../load/jobs.ts";
import { runLoad } from "../load/run-load.ts";
import { memoryBytes } from "../machine/process-tree.ts";
import { porchlight } from "../servers/porchlight.ts";
import { RunningServers } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import type { Findings, Section } from "./section.ts";

/** Milliseconds for the server to come to rest. */
const rest = 3000;
/** Milliseconds that the work may take. */
const patience = 300_000;
const quickRequests = 100_000;
const quickBytes = 2_000_000_000;

/** What stays in memory after much work: that of a server's first minutes, its log's ring included. */
export const memory: Section = { name: "memory", title: "Memory after much work", run };

async function run(workbench: Workbench): Promise<Findings> {
  const { data, processes, options } = workbench;
  const small = await data.file("15-bytes.txt");
  const huge = await data.file("20-gigabytes.bin");
  await using servers = await RunningServers.start(workbench, [porchlight], data.filesRoot);
  const [server] = servers.list;
  if (server === undefined) throw new Error("there is no server to measure");
  const { port, pid } = server;
  const requests = options.quick ? quickRequests : 1_000_000;
  const many = { port, target: small.target, connections: 32, bodyBytes: small.bytes, until: { requests } };
  const one = { port, target: huge.target, connections: 1, until: { requests: 1 } };
  const file = options.quick
    ? { ...one, bodyBytes: quickBytes, range: { from: "start" as const } }
    : { ...one, bodyBytes: huge.bytes };
  const memoryAfter = async (job: Omit<RequestsJob, "kind">) => {
    const { failed } = await runLoad(processes, { kind: "requests", ...job }, patience);
    if (failed > 0) throw new Error(`${failed} requests failed`);
    await wait(rest);
    return memoryBytes(pid) / 1e6;
  };
  const atRest = await memoryAfter({ ...many, until: { requests: 100 } });
  const afterRequests = await memoryAfter(many);
  const afterFile = await memoryAfter(file);
  const rows = [
    ["at rest, after 100 requests", shown(atRest), "–"],
    [`after ${requests} requests`, shown(afterRequests), shown(afterRequests - atRest)],
    [`after a file of ${file.bodyBytes / 1e9} GB too`, shown(afterFile), shown(afterFile - atRest)],
  ];
  return {
    tables: [{ title: "Resident memory", head: ["when", "MB", "more than at rest"], rows }],
    measurements: [
      { goal: "memory after requests", value: afterRequests - atRest },
      { goal: "memory after file", value: afterFile - atRest },
    ],
  };
}
