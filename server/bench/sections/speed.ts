import type { Rounds, Sample } from "../figures/rounds.ts";
import type { Table } from "../figures/table.ts";
import type { LoadResult } from "../load/tool-output.ts";
import type { RunningServer } from "../servers/running-server.ts";
import { compare } from "./comparison.ts";
import { withCpu } from "./with-cpu.ts";

export type SpeedFigure = "perSecond" | "perCpuSecond" | "cpuShare" | "failed";

/** How fast a server was under a load, and how much of a core that took. */
export async function measureSpeed(
  server: RunningServer,
  load: () => Promise<LoadResult>,
): Promise<Sample<SpeedFigure>> {
  const { requests, seconds, failed, cpuSeconds } = await withCpu(server, load);
  return { perSecond: requests / seconds, perCpuSecond: requests / cpuSeconds, cpuShare: cpuSeconds / seconds, failed };
}

const heads = { perSecond: "requests/s", perCpuSecond: "requests/CPU-s", cpuShare: "CPUs", failed: "failed" } as const;

/** A table of such figures, whose last columns are the one by which the goal is judged and its ratio to a peer. */
export function speedTable(
  title: string,
  rounds: Rounds<SpeedFigure>,
  peer: string,
  judged: "perSecond" | "perCpuSecond",
): Table {
  const other = judged === "perSecond" ? "perCpuSecond" : "perSecond";
  const columns = ([other, "cpuShare", "failed"] as const).map((figure) => ({ head: heads[figure], figure }));
  return compare(title, rounds, columns, peer, { head: heads[judged], figure: judged });
}
