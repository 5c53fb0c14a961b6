import { setTimeout as wait } from "node:timers/promises";
import { download } from "./download.ts";
import type { ListingJob, ListingResult } from "./jobs.ts";
import { askOnce, longestWait } from "./probe.ts";

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
  const [{ firstByte, total, bytes }] = await Promise.all([listing, others()]);
  return { firstByte, total, bytes, longestStall };
}
