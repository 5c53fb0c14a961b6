/** What visitors may send. */
export type UploadOptions = {
  /** The folder that all of it goes to; undefined: the shared folder that it is sent to. */
  readonly inbox?: string | undefined;
  /** Bytes of one file. */
  readonly mostBytes?: number | undefined;
  /** Bytes of the disk that stay free. */
  readonly diskBytesToLeave?: number | undefined;
};

const gibibyte = 1024 ** 3;

/** A film in 4K has 50 GiB. */
export const usualMostBytes = 64 * gibibyte;
/** What a computer needs to go on working. */
export const usualDiskBytesToLeave = 1 * gibibyte;
