import type { LogRecord } from "../../electron/contract.ts";

/** A part of a request's time, as fractions of the whole. */
export type Phase = {
  readonly name: "Waiting for a worker" | "Receiving" | "First byte" | "Sending";
  readonly milliseconds: number;
  readonly start: number;
  readonly length: number;
};

/** Where a request's time went: one after the other, together the whole. */
export function waterfallOf({
  waited,
  firstByte,
  total,
  bytesIncoming,
}: Pick<LogRecord, "waited" | "firstByte" | "total" | "bytesIncoming">): readonly Phase[] {
  const end = Math.max(total, firstByte, waited, 0);
  const taken = Math.min(Math.max(waited, 0), end);
  const begun = firstByte < 0 ? end : Math.max(taken, firstByte);
  const whole = end === 0 ? 1 : end;
  const phase = (name: Phase["name"], from: number, to: number): Phase => ({
    name,
    milliseconds: to - from,
    start: from / whole,
    length: (to - from) / whole,
  });
  // what comes before the answer to a request that brings a file is, nearly all of it, the file's arrival
  const answering = bytesIncoming === undefined ? "First byte" : "Receiving";
  return [phase("Waiting for a worker", 0, taken), phase(answering, taken, begun), phase("Sending", begun, end)];
}
