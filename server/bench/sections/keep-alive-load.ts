import { runLoad } from "../load/run-load.ts";
import { parseWrk, type LoadResult } from "../load/tool-output.ts";
import type { RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { withCpu } from "./with-cpu.ts";

export type KeepAliveWork = {
  readonly target: string;
  readonly bytes: number;
  readonly connections: number;
  /** Whole ones, since wrk knows no others. */
  readonly seconds: number;
};

export type SpeedFigure = "perSecond" | "perCpuSecond" | "cpuShare" | "failed";

/** Asks for a small file over connections that stay: with wrk, or with our own load program where there is no wrk. */
export async function measureKeepAlive(workbench: Workbench, server: RunningServer, work: KeepAliveWork) {
  const { requests, seconds, failed, cpuSeconds } = await withCpu(server, () => load(workbench, server, work));
  return {
    perSecond: requests / seconds,
    perCpuSecond: requests / cpuSeconds,
    cpuShare: cpuSeconds / seconds,
    failed,
  } satisfies Record<SpeedFigure, number>;
}

async function load(workbench: Workbench, { port }: RunningServer, work: KeepAliveWork): Promise<LoadResult> {
  const { tools, processes } = workbench;
  const { target, bytes, connections, seconds } = work;
  const wrk = tools.get("wrk");
  if (wrk === undefined) {
    return runLoad(processes, { kind: "requests", port, target, connections, bodyBytes: bytes, until: { seconds } });
  }
  const options = ["-t1", `-c${connections}`, `-d${seconds}s`];
  return parseWrk(await processes.run([wrk, ...options, `http://127.0.0.1:${port}${target}`], seconds * 1000 + 20_000));
}
