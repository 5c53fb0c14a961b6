import { ratioOf } from "../figures/rounds.ts";
import { porchlight, porchlightWithoutLog } from "../servers/porchlight.ts";
import { RunningServers, type RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { interleave, warmUp } from "./interleave.ts";
import { measureKeepAlive } from "./keep-alive-load.ts";
import type { Findings, Section } from "./section.ts";
import { speedTable } from "./speed.ts";

/** What writing the log to a file costs. */
export const logCost: Section = { name: "log", title: "Log on and off", run };

async function run(workbench: Workbench): Promise<Findings> {
  const { target, bytes } = await workbench.data.file("15-bytes.txt");
  const kinds = [porchlight, porchlightWithoutLog];
  await using servers = await RunningServers.start(workbench, kinds, workbench.data.filesRoot);
  const work = { target, bytes, connections: 32, seconds: 1 };
  const measure = (server: RunningServer) => measureKeepAlive(workbench, server, work);
  await warmUp(workbench, servers.list, (server) => measureKeepAlive(workbench, server, { ...work, seconds: 3 }));
  // the difference is small, and the rounds are short
  const rounds = await interleave(workbench, servers.list, measure, workbench.options.rounds * 2);
  return {
    tables: [speedTable("15 B, 32 connections", rounds, porchlightWithoutLog.name, "perCpuSecond")],
    measurements: [
      { goal: "log on / off", value: ratioOf(rounds, porchlight.name, porchlightWithoutLog.name, "perCpuSecond") },
    ],
  };
}
