import type { RequestHead } from "../http/request-head.ts";
import type { Outcome } from "../log/log-record.ts";
import type { Exchange } from "./exchange.ts";

/**
 * What a connection is doing. "reading": it waits for a head, or for the rest of one. "answering": a request is
 * in the queue or with its handler. "draining": what nobody read of a body is read off. "ending": the last answer
 * is on its way. "lingering": we have ended, and read on so that the peer gets to see that answer (RFC 9112 §9.6).
 */
export type Phase = "reading" | "answering" | "draining" | "ending" | "lingering" | "closed";

/** How the records still open will end when the socket closes. */
export type Fate = {
  readonly outcome: Outcome;
  readonly reason: string;
  /** Whether a file that has come whole is saved first: whatever became of its visitor, it will be there. */
  readonly awaitsSaving?: boolean;
};

/** A request whose answer is being worked out; its head where that could be trusted. */
export type UnderWay = { readonly exchange: Exchange; readonly head: RequestHead | undefined };

/** The fate of a connection that the server did not end. */
export const peerLeft: Fate = { outcome: "client left", reason: "", awaitsSaving: true };
