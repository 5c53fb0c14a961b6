import type { QueueCounters } from "./worker-queue.ts";

/** What a server has done since it was made; every number is exact. */
export type ServerCounters = {
  readonly connectionsOpen: number;
  readonly connectionsAccepted: number;
  /** Over a limit of connections. */
  readonly connectionsRefused: number;
  /** Records that were begun: of heads received, and of what was refused before there was one. */
  readonly requests: number;
  /** Requests whose record has ended. */
  readonly ended: number;
  /** Ended ones by the first digit of their status; index 0: no answer began. */
  readonly byStatusClass: readonly number[];
  /** Bytes of bodies. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Bodies being sent or received now. */
  readonly transfers: number;
  readonly queue: QueueCounters;
};

/** The same, while it is counted. */
export class Tally {
  connectionsAccepted = 0;
  connectionsRefused = 0;
  requests = 0;
  ended = 0;
  bytesSent = 0;
  bytesReceived = 0;
  transfers = 0;
  readonly byStatusClass = [0, 0, 0, 0, 0, 0];

  end(status: number): void {
    const statusClass = Math.floor(status / 100);
    this.ended++;
    this.byStatusClass[statusClass] = (this.byStatusClass[statusClass] ?? 0) + 1;
  }
}
