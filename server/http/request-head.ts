import type { Headers } from "./headers.ts";

/** The versions that are spoken here; other minors of 1 count as 1.1. */
export type Version = "1.0" | "1.1";

/** The first line of a request (RFC 9112 §3), checked against the grammar and the limits. */
export type RequestLine = {
  readonly method: string;
  /** As sent, one character a byte. */
  readonly target: string;
  readonly version: Version;
};

/** As much of a first line as could be read where the head is refused, or not whole; "": not even that. */
export type KnownLine = {
  readonly method: string;
  /** One that is too long has only its beginning. */
  readonly target: string;
  readonly version: Version | "";
};

/** A request line and its fields, checked against the grammar and the limits, not yet for what they mean. */
export type RequestHead = RequestLine & {
  readonly headers: Headers;
  /** The whole head as it came, one character a byte. */
  readonly text: string;
};
