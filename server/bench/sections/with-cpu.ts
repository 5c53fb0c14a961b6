import { setTimeout as wait } from "node:timers/promises";
import { cpuSeconds } from "../machine/process-tree.ts";
import type { RunningServer } from "../servers/running-server.ts";

/** Milliseconds after a load in which a server writes the rest of its log. */
const settle = 80;

/** Does the work, and says how many seconds of CPU the server used for it. */
export async function withCpu<Result>(
  server: RunningServer,
  work: () => Promise<Result>,
): Promise<Result & { readonly cpuSeconds: number }> {
  const before = cpuSeconds(server.pid);
  const result = await work();
  await wait(settle);
  return { ...result, cpuSeconds: cpuSeconds(server.pid) - before };
}
