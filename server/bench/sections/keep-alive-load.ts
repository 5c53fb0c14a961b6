import { runLoad } from "../load/run-load.ts";
import { parseWrk } from "../load/tool-output.ts";
import type { RunningServer } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { measureSpeed } from "./speed.ts";

export type KeepAliveWork = {
  readonly target: string;
  readonly bytes: number;
  readonly connections: number;
  /** Whole ones, since wrk knows no others. */
  readonly seconds: number;
};

/** Asks for a small file over connections that stay: with wrk, or with our own load program where there is no wrk. */
export function measureKeepAlive({ tools, processes }: Workbench, server: RunningServer, work: KeepAliveWork) {
  const { port } = server;
  const { target, bytes, connections, seconds } = work;
  return measureSpeed(server, async () => {
    const wrk = tools.get("wrk");
    if (wrk === undefined) {
      return runLoad(processes, { kind: "requests", port, target, connections, bodyBytes: bytes, until: { seconds } });
    }
    const command = [wrk, "-t1", `-c${connections}`, `-d${seconds}s`, `http://127.0.0.1:${port}${target}`] as const;
    return parseWrk(await processes.run(command, seconds * 1000 + 20_000));
  });
}
