/** What a request's head and framing may grow to; each has its default and reason in `connection/limits.ts`. */
export type RequestLimits = {
  /** Bytes of the whole head, request line and fields; over it 431. */
  readonly headBytes: number;
  /** Bytes of the target; over it 414. */
  readonly targetBytes: number;
  /** Bytes of one field line; over it 431. */
  readonly fieldBytes: number;
  /** Field lines; over it 431. */
  readonly fields: number;
  /** Bytes of the method; over it 400. */
  readonly methodBytes: number;
  /** Empty lines before a request line that are passed over; over it 400. */
  readonly leadingEmptyLines: number;
  /** Bytes of a chunk's size line with its extensions; over it 400. */
  readonly chunkLineBytes: number;
  /** Bytes of the trailer section; over it 431. */
  readonly trailerBytes: number;
};

/** Those that hold for a body's framing. */
export type FramingLimits = Pick<RequestLimits, "chunkLineBytes" | "trailerBytes">;
