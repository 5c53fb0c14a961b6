/** Milliseconds by which a timer of a server's event loop came late. */
export type Lateness = {
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
};

/** The environment variable that names the file which a measured server writes at each SIGUSR2. */
export const latenessVariable = "PORCHLIGHT_BENCH_LATENESS";
