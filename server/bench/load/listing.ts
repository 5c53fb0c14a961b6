import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { ListingJob, ListingResult } from "./jobs.ts";
import { askOnce, longestWait } from "./probe.ts";
import { requestBytes } from "./request-bytes.ts";

/** Milliseconds between two of the other requests. */
const pause = 2;
/** Milliseconds of other requests before the listing: what they take then is not the listing's doing. */
const settle = 50;

/** Asks for a listing, and meanwhile for something small: the longest of its waits is the stall. */
export async function measureListing({ port, folder, other }: ListingJob): Promise<ListingResult> {
  for (const start = performance.now(); performance.now() - start < settle;) await askOnce(port, other);
  let isListing = true;
  const listing = download(port, folder).finally(() => (isListing = false));
  let longestStall = 0;
  const others = async () => {
    while (isListing) {
      longestStall = Math.max(longestStall, (await askOnce(port, other)) ?? longestWait);
      await wait(pause);
    }
  };
  const [times] = await Promise.all([listing, others()]);
  return { ...times, longestStall };
}

/** The connection is to be closed after the answer, so that its end needs no understanding. */
function download(port: number, target: string): Promise<Omit<ListingResult, "longestStall">> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let firstByte: number | undefined;
    let bytes = 0;
    const onRead = (length: number) => {
      firstByte ??= performance.now() - start;
      bytes += length;
      return true;
    };
    const onread = { buffer: Buffer.allocUnsafeSlow(64 * 1024), callback: onRead };
    const socket = connect({ port, host: "127.0.0.1", noDelay: true, onread });
    socket.on("error", reject);
    socket.on("close", () => {
      if (firstByte === undefined) reject(new Error("no listing came"));
      else resolve({ firstByte, total: performance.now() - start, bytes });
    });
    socket.write(requestBytes(target, { Connection: "close" }));
  });
}
