import type { Handler } from "../http/handler.ts";
import type { HeadMemory } from "../http/head-memory.ts";
import type { HostReader } from "../http/host.ts";
import type { RequestLog } from "../log/request-log.ts";
import type { BufferPool } from "./buffer-pool.ts";
import type { Clock } from "./clock.ts";
import type { Tally } from "./counters.ts";
import type { Limits } from "./limits.ts";
import type { TurnBudget } from "./turn-budget.ts";
import type { WorkerQueue } from "./worker-queue.ts";

/** What all connections of a server share. */
export type Service = {
  readonly handler: Handler;
  readonly limits: Limits;
  readonly queue: WorkerQueue;
  readonly log: RequestLog;
  readonly tally: Tally;
  readonly clock: Clock;
  readonly turn: TurnBudget;
  readonly pool: BufferPool;
  /** What visitors send again and again is remembered, not read anew. */
  readonly heads: HeadMemory;
  readonly hosts: HostReader;
};
