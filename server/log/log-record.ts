/** How a request ended; "active": it has not. */
export type Outcome = "active" | "complete" | "client left" | "timed out" | "refused" | "failed";

/** What is known of a request when its head has been received. Every text in it comes from the network. */
export type RequestFacts = {
  readonly address: string;
  readonly port: number;
  /** The connection's number, from 1, and the request's number on it, from 1. */
  readonly connection: number;
  readonly requestNumber: number;
  /** "" where the head could not be read, as for target and version. */
  readonly method: string;
  /** As sent, one character a byte. */
  readonly target: string;
  readonly version: "1.0" | "1.1" | "";
  readonly userAgent: string;
  readonly referrer: string;
};

/**
 * One request, as plain data: born when its head has been received, changed until its end. Times are in
 * milliseconds, sizes in bytes of body.
 */
export type LogRecord = RequestFacts & {
  /** Counts up from 1 in order of arrival, without a gap. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Requests that waited for a worker when this one came. */
  readonly queueDepth: number;
  /** 0: not answered (yet). */
  status: number;
  bytesSent: number;
  /** -1: nobody knows. */
  bytesExpected: number;
  bytesReceived: number;
  /** Not there: the request has no body, or one that only asks. Else how many bytes were announced; -1: it did not say. */
  bytesIncoming?: number;
  /** Files that were saved from the request's body; there where there is a body. */
  filesSaved?: number;
  /** "first-last/size" where a part of a file was sent, else "". */
  range: string;
  /** Until a worker took it. */
  waited: number;
  /** From arrival to the answer's first byte; -1: none was sent. */
  firstByte: number;
  /** From arrival to the end, or until now. */
  total: number;
  outcome: Outcome;
  /** Why the server answered so, in its own words; "" where there is nothing to say. */
  reason: string;
};
