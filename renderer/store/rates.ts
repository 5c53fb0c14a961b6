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

/** One more point. A server that was started anew counts from 0 again. */
export function withCount(rates: Rates, count: Count): Rates {
  const { last } = rates;
  const elapsed = last === undefined ? 0 : (count.time - last.time) / 1000;
  if (last === undefined || elapsed <= 0) return { ...rates, last: count };
  const isNew = count.requests < last.requests || count.bytes < last.bytes;
  const before = isNew ? { requests: 0, bytes: 0 } : last;
  return {
    last: count,
    requestsPerSecond: [...rates.requestsPerSecond.slice(1), (count.requests - before.requests) / elapsed],
    bytesPerSecond: [...rates.bytesPerSecond.slice(1), (count.bytes - before.bytes) / elapsed],
  };
}
