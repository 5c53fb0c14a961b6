import { ratioOf } from "../figures/rounds.ts";
import { parseAb } from "../load/tool-output.ts";
import { caddy } from "../servers/caddy.ts";
import { nginx, nginxCacheLog } from "../servers/nginx.ts";
import { nodePeers } from "../servers/node-peers.ts";
import { porchlight, porchlightWithoutLog } from "../servers/porchlight.ts";
import { python } from "../servers/python.ts";
import { RunningServers, type RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { interleave, warmUp } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";
import { measureSpeed, speedTable } from "./speed.ts";

/** A new connection for each request, as ab makes them. */
export const newConnections: Section = { name: "ab", title: "New connections: ab -n 10000 -c 32", run };

async function run(workbench: Workbench): Promise<Findings> {
  const ab = workbench.tools.get("ab");
  if (ab === undefined) return { tables: [], measurements: notMeasured };
  const { target } = await workbench.data.file("15-bytes.txt");
  const kinds = [porchlight, porchlightWithoutLog, nginx, nginxCacheLog, caddy, ...nodePeers, python];
  await using servers = await RunningServers.start(workbench, kinds, workbench.data.filesRoot);
  const measure = (server: RunningServer) => measureAb(workbench, server, ab, target);
  await warmUp(workbench, servers.list, measure);
  const rounds = await interleave(workbench, servers.list, measure);
  return {
    tables: [speedTable("15 B, ab -n 10000 -c 32", rounds, nginx.name, "perSecond")],
    measurements: [
      { goal: "ab / nginx", value: ratioOf(rounds, porchlight.name, nginx.name, "perSecond") },
      { goal: "ab / Caddy", value: ratioOf(rounds, porchlight.name, caddy.name, "perSecond") },
    ],
  };
}

const notMeasured = [
  { goal: "ab / nginx", value: Number.NaN },
  { goal: "ab / Caddy", value: Number.NaN },
] as const;

function measureAb({ processes }: Workbench, server: RunningServer, ab: string, target: string) {
  const command = [ab, "-q", "-n", "10000", "-c", "32", `http://127.0.0.1:${server.port}${target}`] as const;
  return measureSpeed(server, async () => parseAb(await processes.run(command, 60_000)));
}
