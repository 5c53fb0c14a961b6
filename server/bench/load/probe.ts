import { connect } from "node:net";
import { percentile } from "../figures/statistics.ts";
import type { ProbeJob, ProbeResult } from "./jobs.ts";
import { requestBytes } from "./request-bytes.ts";

/** After so long a request counts as failed, and as having taken so long. */
export const longestWait = 5000;
/** After so many failures there is no more to learn. */
const mostFailures = 5;

/** Asks over new connections, one after the other, and says how long the answers took. */
export async function probe({ port, target, count }: ProbeJob): Promise<ProbeResult> {
  const times: number[] = [];
  let failed = 0;
  while (times.length < count && failed < mostFailures) {
    const milliseconds = await askOnce(port, target);
    if (milliseconds === undefined) failed++;
    times.push(milliseconds ?? longestWait);
  }
  return { median: percentile(times, 0.5), p99: percentile(times, 0.99), longest: percentile(times, 1), failed };
}

/** Milliseconds until a new connection has the first byte of a successful answer; undefined where it gets none. */
export function askOnce(port: number, target: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const start = performance.now();
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const finish = (milliseconds: number | undefined) => {
      socket.destroy();
      resolve(milliseconds);
    };
    socket.setTimeout(longestWait, () => finish(undefined));
    socket.once("data", (bytes) => {
      const time = performance.now() - start;
      finish(bytes.toString("latin1", 9, 10) === "2" ? time : undefined);
    });
    socket.on("error", () => finish(undefined));
    socket.on("close", () => finish(undefined));
    socket.write(requestBytes(target, { Connection: "close" }));
  });
}
