import type { RequestLimits } from "../http/request-limits.ts";

/** Where a server listens unless told: nothing is opened to the network by default. */
export const usualHost = "127.0.0.1";
/** Requests that are worked on at once, unless told. */
export const usualWorkerCount = 16;

const second = 1000;
const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** Everything in the server that could grow or wait without end, and how far it may. */
export type Limits = RequestLimits & {
  /** Connections at once, in all; further ones are turned away. */
  readonly connections: number;
  /** Connections at once from one address; this computer's own are not counted. */
  readonly connectionsPerAddress: number;
  /** Connections over these limits that are answered 503 at once, and do not count; further ones are closed unanswered. */
  readonly turnedAway: number;
  /** Bodies being sent or received at once; a further one is answered 503. */
  readonly transfers: number;
  /** Bytes of further requests that are taken in while one is answered; then the connection is not read. */
  readonly pipelineBytes: number;
  /** Bytes of small answers gathered in one turn; the next one waits until they have been written. */
  readonly gatherBytes: number;
  /** Bytes of an unread request body that are read off to keep the connection. */
  readonly drainBytes: number;
  /** The same of one in chunks: its answer had to say that the connection stays before anybody knew how many come. */
  readonly drainChunkedBytes: number;
  /** Milliseconds from a head's first byte to its last; a drip does not renew it. */
  readonly headMilliseconds: number;
  /** Milliseconds that a connection may stay without a request. */
  readonly idleMilliseconds: number;
  /** Milliseconds in which `stallBytes` of a body must come, or some piece of an answer be taken. */
  readonly stallMilliseconds: number;
  /** Bytes of a request's body that renew its deadline: one that drips must not hold its place for ever. */
  readonly stallBytes: number;
  /** Milliseconds after which a visitor who sends no more counts as gone, where work is only for one who waits. */
  readonly halfOpenMilliseconds: number;
  /** Milliseconds for `stallBytes` of an unread body to be read off, and for the peer to send on or close after our last answer. */
  readonly drainMilliseconds: number;
  /** Milliseconds behind our last answer in which all that still comes renews `drainMilliseconds`: a peer may read it only then. */
  readonly lingerMilliseconds: number;
  /** Milliseconds that a request may wait for a worker; then 503. */
  readonly queueMilliseconds: number;
  /** Milliseconds that answers under way get when the server stops. */
  readonly stopMilliseconds: number;
  /** Milliseconds between two looks at all deadlines. */
  readonly sweepMilliseconds: number;
  /** Milliseconds between two such looks that mean that the computer slept: then each connection's deadline begins anew. */
  readonly sleepMilliseconds: number;
  /** Milliseconds of answering in one turn of the event loop; what is read beyond waits for the next turn. */
  readonly turnMilliseconds: number;
  /** Entries that a listing shows; then it says that there are more. */
  readonly listingEntries: number;
  /** Files and folders that one zip may hold; beyond, it is refused. */
  readonly zipEntries: number;
  /** Files and folders that all zips on their way out may hold, one that many take counted once; half for one address. */
  readonly zipEntriesAtOnce: number;
  /** Forms that choose what goes into a zip, whose names are read or that wait for its plan, at once; half from one address. */
  readonly zipForms: number;
  /** Files of visitors that arrive at once; half from one address. */
  readonly arrivingFiles: number;
  /** Bytes of read buffers for all downloads together, though each gets 16 KiB; as many may be kept for what is read next. */
  readonly pumpBytes: number;
};

/** The defaults, each with its reason. */
export const defaultLimits: Limits = {
  headBytes: 32 * kibibyte, // cookies of everything else on "localhost" reach 16 KiB
  targetBytes: 8 * kibibyte, // RFC 9112 §3 asks for 8,000 at least
  fieldBytes: 16 * kibibyte, // the same cookies
  fields: 100, // browsers send about 20, proxies add a few
  methodBytes: 32, // the longest registered method has 17
  leadingEmptyLines: 4, // old clients send one behind a body (RFC 9112 §2.2)
  chunkLineBytes: 1 * kibibyte, // 16 digits and extensions that nobody uses
  trailerBytes: 8 * kibibyte, // thrown away in any case
  connections: 16_384, // about 5 KiB each when idle: 80 MiB
  connectionsPerAddress: 512, // a browser opens 6, a download manager 32; a household behind one router 200
  turnedAway: 256, // each stays until it has read its answer, ten seconds at the most
  transfers: 1024, // each has a descriptor and, while it moves, a buffer
  pipelineBytes: 64 * kibibyte, // one read of the socket
  gatherBytes: 64 * kibibyte, // one write for a batch of pipelined answers, one batch for a visitor who takes none
  drainBytes: 256 * kibibyte, // cheaper than a new connection; beyond it closing is
  drainChunkedBytes: 16 * mebibyte, // more than two kernels hold: a proxy that has sent all gives the connection to its next visitor
  headMilliseconds: 10 * second, // a phone on bad Wi-Fi needs 2
  idleMilliseconds: 60 * second, // as browsers expect, under every NAT's time-out
  stallMilliseconds: 60 * second, // a laptop's lid closed for a moment is forgiven
  stallBytes: 4 * kibibyte, // 70 bytes a second: the slowest modem was ten times faster
  halfOpenMilliseconds: 5 * second, // who closed looks the same as who only says that all is sent
  drainMilliseconds: 5 * second,
  lingerMilliseconds: 5 * second, // a browser that is slow in sending waits for the answer as long as it is read on
  queueMilliseconds: 10 * second, // after that a person has pressed reload
  stopMilliseconds: 30 * second,
  sweepMilliseconds: 1 * second,
  sleepMilliseconds: 10 * second, // no turn of the event loop takes that long
  turnMilliseconds: 3, // leaves room for a window's events between two turns
  listingEntries: 100_000, // a page of them is 30 MB
  zipEntries: 200_000, // its plan is 20 MB then
  zipEntriesAtOnce: 1_600_000, // as many as eight of the largest; who comes later shares a plan
  zipForms: 16, // the names of one can take ten megabytes
  arrivingFiles: 64, // browsers send six each
  pumpBytes: 8 * mebibyte,
};
