import { readFile, rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { medianOf } from "../figures/rounds.ts";
import { shown } from "../figures/table.ts";
import type { Lateness } from "../lateness.ts";
import { sirvTimed } from "../servers/node-peers.ts";
import { latenessFile, porchlightTimed } from "../servers/porchlight.ts";
import { RunningServers, type RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { interleave, warmUp } from "./interleave.ts";
import { measureKeepAlive } from "./keep-alive-load.ts";
import type { Findings, Section } from "./section.ts";

const busyConnections = 512;
/** Milliseconds in which a server must have written its figures. */
const writeMilliseconds = 5000;

/** How late a timer comes in a busy server: what a window over the same event loop would feel. */
export const eventLoop: Section = { name: "delay", title: "Lateness of the event loop", run };

async function run(workbench: Workbench): Promise<Findings> {
  const { target, bytes } = await workbench.data.file("15-bytes.txt");
  await using servers = await RunningServers.start(workbench, [porchlightTimed, sirvTimed], workbench.data.filesRoot);
  const measure = async (server: RunningServer) => {
    await takeLateness(server);
    const work = { target, bytes, connections: busyConnections, seconds: workbench.options.quick ? 1 : 3 };
    const { perSecond } = await measureKeepAlive(workbench, server, work);
    return { ...(await takeLateness(server)), perSecond };
  };
  await warmUp(workbench, servers.list, measure);
  const rounds = await interleave(workbench, servers.list, measure);
  const columns = ["median", "p99", "longest", "perSecond"] as const;
  const rows = servers.list.map(({ name }) => [
    name,
    ...columns.map((figure) => shown(medianOf(rounds, name, figure))),
  ]);
  const head = ["server", "p50 ms", "p99 ms", "longest ms", "requests/s"];
  return {
    tables: [{ title: `Lateness of a 4 ms timer at ${busyConnections} busy connections`, head, rows }],
    measurements: [{ goal: "lateness", value: medianOf(rounds, porchlightTimed.name, "p99") }],
  };
}

/** What the server measured since this was last asked. */
async function takeLateness({ pid, scratch }: RunningServer): Promise<Lateness> {
  const file = latenessFile(scratch);
  process.kill(pid, "SIGUSR2");
  const start = performance.now();
  while (performance.now() - start < writeMilliseconds) {
    await wait(20);
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) continue;
    await rm(file);
    return JSON.parse(text) as Lateness;
  }
  throw new Error("the server does not tell how late it was");
}
