import type { ServerCounters } from "../../electron/contract.ts";

/** The counters of a server that has done nothing. */
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
  queue: { workers: 16, busy: 0, waiting: 0, parked: 0, longestWait: 0, refused: 0 },
};
