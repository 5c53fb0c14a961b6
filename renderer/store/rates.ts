import type { ServerCounters } from "../../electron/contract.ts";

/** What was counted at one moment, milliseconds. */
export type Count = { readonly time: number; readonly requests: number; readonly bytes: number };

/** The last seconds, oldest first, as the charts draw them. */
export type Rates = {
  readonly last: Count | undefined;
  readonly requestsPerSecond: readonly number[];
  readonly bytesPerSecond: readonly number[];
};

/** Seconds that the charts show. */
export const seconds = 60;

const nothing: readonly number[] = Array.from({ length: seconds }, () => 0);
/** Before anything was counted: a minute of nothing. */
export const noRates: Rates = { last: undefined, requestsPerSecond: nothing, bytesPerSecond: nothing };

/** The counters of one moment. */
export function countOf({ requests, bytesSent, bytesReceived }: ServerCounters, time: number): Count {
  return { time, requests, bytes: bytesSent + bytesReceived };
}

/** One more point. */
export function withCount(rates: Rates, count: Count): Rates {
  const { last } = rates;
  const elapsed = last === undefined ? 0 : (count.time - last.time) / 1000;
  if (last === undefined || elapsed <= 0) return { ...rates, last: count };
  return {
    last: count,
    requestsPerSecond: [...rates.requestsPerSecond.slice(1), (count.requests - last.requests) / elapsed],
    bytesPerSecond: [...rates.bytesPerSecond.slice(1), (count.bytes - last.bytes) / elapsed],
  };
}
