import { medianOf, ratioOf } from "../figures/rounds.ts";
import { shown, type Table } from "../figures/table.ts";
import { runLoad } from "../load/run-load.ts";
import { caddy } from "../servers/caddy.ts";
import { nginx } from "../servers/nginx.ts";
import { httpServer, serve } from "../servers/node-peers.ts";
import { porchlight } from "../servers/porchlight.ts";
import { python } from "../servers/python.ts";
import { RunningServers, type RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { interleave, warmUp } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";
import { withCpu } from "./with-cpu.ts";

/** Folders of many entries, and what others wait for meanwhile. Caddy lists the first 10,000 only. */
export const listings: Section = { name: "listing", title: "Listings of large folders", run };

async function run(workbench: Workbench): Promise<Findings> {
  const { data } = workbench;
  const other = await data.fileBesideFolders();
  const folders = [await data.folder(10_000), await data.folder(100_000)] as const;
  await using servers = await RunningServers.start(
    workbench,
    [porchlight, nginx, caddy, serve, httpServer, python],
    data.foldersRoot,
  );
  const [few, many] = folders;
  await warmUp(workbench, servers.list, (server) => measure(workbench, server, few, other));
  const rounds = Math.min(5, workbench.options.rounds);
  const ofFew = await interleave(workbench, servers.list, (server) => measure(workbench, server, few, other), rounds);
  const listing = servers.list.filter(({ name }) => name !== caddy.name);
  const ofMany = await interleave(workbench, listing, (server) => measure(workbench, server, many, other), rounds);
  return {
    tables: [
      tableOf("10,000 entries", servers.list, (name, figure) => medianOf(ofFew, name, figure)),
      tableOf("100,000 entries", listing, (name, figure) => medianOf(ofMany, name, figure)),
    ],
    measurements: [
      { goal: "listing / Caddy", value: ratioOf(ofFew, porchlight.name, caddy.name, "total") },
      { goal: "listing first byte", value: medianOf(ofMany, porchlight.name, "firstByte") },
      { goal: "listing stall", value: medianOf(ofMany, porchlight.name, "longestStall") },
    ],
  };
}

async function measure({ processes }: Workbench, server: RunningServer, folder: string, other: string) {
  const job = { kind: "listing", port: server.port, folder, other } as const;
  const result = await withCpu(server, () => runLoad(processes, job));
  const { firstByte, total, bytes, longestStall, cpuSeconds } = result;
  return { firstByte, total, longestStall, kilobytes: bytes / 1000, cpuMilliseconds: cpuSeconds * 1000 };
}

const columns = [
  ["first byte ms", "firstByte"],
  ["total ms", "total"],
  ["KB", "kilobytes"],
  ["CPU ms", "cpuMilliseconds"],
  ["others stalled ms", "longestStall"],
] as const;

function tableOf(
  title: string,
  servers: readonly RunningServer[],
  figureOf: (server: string, figure: (typeof columns)[number][1]) => number,
): Table {
  return {
    title: `A folder of ${title}`,
    head: ["server", ...columns.map(([head]) => head)],
    rows: servers.map(({ name }) => [name, ...columns.map(([, figure]) => shown(figureOf(name, figure)))]),
  };
}
