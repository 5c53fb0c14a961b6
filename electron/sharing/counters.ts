import { usualWorkerCount } from "../../server/connection/limits.ts";
import type { ServerCounters } from "../contract.ts";

/** The counters of a server that has done nothing yet. */
export const noCounters: ServerCounters = {
  connectionsOpen: 0,
  connectionsAccepted: 0,
  connectionsRefused: 0,
  requests: 0,
  ended: 0,
  byStatusClass: [0, 0, 0, 0, 0, 0],
  bytesSent: 0,
  bytesReceived: 0,
  transfers: 0,
  queue: { workers: usualWorkerCount, busy: 0, waiting: 0, parked: 0, longestWait: 0, refused: 0 },
};

/** What several shares in a row have done, as one: the past ones' sums, and what the present one is doing. */
export function addCounters(past: ServerCounters, present: ServerCounters): ServerCounters {
  return {
    connectionsOpen: present.connectionsOpen,
    connectionsAccepted: past.connectionsAccepted + present.connectionsAccepted,
    connectionsRefused: past.connectionsRefused + present.connectionsRefused,
    requests: past.requests + present.requests,
    ended: past.ended + present.ended,
    byStatusClass: present.byStatusClass.map((count, index) => count + (past.byStatusClass[index] ?? 0)),
    bytesSent: past.bytesSent + present.bytesSent,
    bytesReceived: past.bytesReceived + present.bytesReceived,
    transfers: present.transfers,
    queue: {
      ...present.queue,
      longestWait: Math.max(past.queue.longestWait, present.queue.longestWait),
      refused: past.queue.refused + present.queue.refused,
    },
  };
}

/** The counters of a share that has stopped: nothing goes on any more. */
export function atRest(counters: ServerCounters): ServerCounters {
  const queue = { ...counters.queue, busy: 0, waiting: 0, parked: 0 };
  return { ...counters, connectionsOpen: 0, transfers: 0, queue };
}
