import { bestOf, ratioOf } from "../figures/rounds.ts";
import type { RequestsJob } from "../load/jobs.ts";
import { runLoad } from "../load/run-load.ts";
import { caddy } from "../servers/caddy.ts";
import { nginx, nginxNoPush } from "../servers/nginx.ts";
import { nodePeers } from "../servers/node-peers.ts";
import { porchlight } from "../servers/porchlight.ts";
import { RunningServers, type RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { interleave, warmUp } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";
import { measureSpeed, speedTable } from "./speed.ts";

const bodyBytes = 64 * 1024;
const connections = 8;

/** Parts of a large file from anywhere in it, as players and download managers ask for them. */
export const ranges: Section = { name: "ranges", title: "Random ranges of 64 KiB", run };

async function run(workbench: Workbench): Promise<Findings> {
  const file = await workbench.data.file("1-gibibyte.bin");
  const kinds = [porchlight, nginxNoPush, nginx, caddy, ...nodePeers];
  await using servers = await RunningServers.start(workbench, kinds, workbench.data.filesRoot);
  const measure = (until: RequestsJob["until"]) => (server: RunningServer) => {
    return measureRanges(workbench, server, file, until);
  };
  // one request first, and as long as it takes: serve reads a file to its end to name its version
  await warmUp(workbench, servers.list, measure({ requests: 1 }));
  await warmUp(workbench, servers.list, measure({ seconds: 2 }));
  const rounds = await interleave(workbench, servers.list, measure({ seconds: 1 }));
  const names = nodePeers.map(({ name }) => name);
  const best = bestOf(rounds, names, "perCpuSecond", "higher") ?? "";
  return {
    tables: [speedTable(`64 KiB ranges, ${connections} connections`, rounds, nginxNoPush.name, "perCpuSecond")],
    measurements: [
      { goal: "ranges / nginx", value: ratioOf(rounds, porchlight.name, nginxNoPush.name, "perCpuSecond") },
      { goal: "ranges / Node", value: ratioOf(rounds, porchlight.name, best, "perCpuSecond") },
    ],
  };
}

function measureRanges(
  { processes }: Workbench,
  server: RunningServer,
  { target, bytes }: { readonly target: string; readonly bytes: number },
  until: RequestsJob["until"],
) {
  const range = { from: "anywhere", fileBytes: bytes } as const;
  const job = { kind: "requests", port: server.port, target, connections, bodyBytes, range, until } as const;
  return measureSpeed(server, () => runLoad(processes, job));
}
