/** What the load program is asked to do, as one JSON argument. */
export type Job = RequestsJob | ProbeJob | ListingJob | DownloadJob | UploadJob | HoldJob;

/** Requests over connections that stay open, each followed by the next as soon as it is answered. */
export type RequestsJob = {
  readonly kind: "requests";
  readonly port: number;
  readonly target: string;
  readonly connections: number;
  /** Of each answer's body: known beforehand, so that no head need be understood. */
  readonly bodyBytes: number;
  /** Undefined: the whole file. Otherwise `bodyBytes` of it, from its start or from anywhere. */
  readonly range?: { readonly from: "start" } | { readonly from: "anywhere"; readonly fileBytes: number };
  readonly until: { readonly requests: number } | { readonly seconds: number };
};

/** New connections one after the other, each asking once. */
export type ProbeJob = {
  readonly kind: "probe";
  readonly port: number;
  readonly target: string;
  readonly count: number;
};

/** One listing of a folder, while new connections ask for something else. */
export type ListingJob = {
  readonly kind: "listing";
  readonly port: number;
  readonly folder: string;
  readonly other: string;
};

/** One answer, read to its end, on a connection of its own. */
export type DownloadJob = {
  readonly kind: "download";
  readonly port: number;
  readonly target: string;
  /** Undefined: all of it. Otherwise its first bytes. */
  readonly most?: number;
};

/** One file, sent by PUT. */
export type UploadJob = {
  readonly kind: "upload";
  readonly port: number;
  readonly target: string;
  readonly bytes: number;
};

/** Connections that are held until standard input ends. */
export type HoldJob = {
  readonly kind: "hold";
  readonly port: number;
  /** What an idle connection has asked for once. */
  readonly small: { readonly target: string; readonly bytes: number };
  readonly large: string;
  readonly idle: number;
  /** Their heads come a byte a second, and never end. */
  readonly slowHeads: number;
  /** Downloads of the large file that take nothing more after the first bytes. */
  readonly stalled: number;
};

export type RequestsResult = {
  readonly requests: number;
  readonly failed: number;
  readonly bytes: number;
  readonly seconds: number;
};

/** Milliseconds from asking for a connection to the first byte of the answer. */
export type ProbeResult = {
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
  readonly failed: number;
};

/** Milliseconds, those of the listing from asking for a connection on. */
export type ListingResult = {
  readonly firstByte: number;
  readonly total: number;
  readonly bytes: number;
  readonly longestStall: number;
};

/** Bytes are those of the answer, its head and framing included. */
export type DownloadResult = { readonly status: number; readonly bytes: number; readonly seconds: number };

/** Seconds from asking for a connection to the answer, which comes when the file is saved. */
export type UploadResult = { readonly status: number; readonly seconds: number };

/** Connections that are held at this moment. */
export type HoldResult = { readonly idle: number; readonly slowHeads: number; readonly stalled: number };

/** What each kind of job prints: one line of JSON, and of `hold` one more for each line of input. */
export type Results = {
  readonly requests: RequestsResult;
  readonly probe: ProbeResult;
  readonly listing: ListingResult;
  readonly download: DownloadResult;
  readonly upload: UploadResult;
  readonly hold: HoldResult;
};
