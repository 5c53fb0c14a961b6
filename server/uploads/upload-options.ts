/** What visitors may send. */
export type UploadOptions = {
  /** The folder that all of it goes to; undefined: the shared folder that it is sent to. */
  readonly inbox?: string | undefined;
  /** Bytes of one file. */
  readonly mostBytes?: number | undefined;
  /** Bytes of the disk that stay free. */
  readonly diskBytesToLeave?: number | undefined;
};

const gigabyte = 1e9;

/** A film in 4K has 50 GB. */
export const usualMostBytes = 64 * gigabyte;
/** What a computer needs to go on working. */
export const usualDiskBytesToLeave = 1 * gigabyte;
