import { readdir, readFile } from "node:fs/promises";

/**
 * The program's own files, and nobody else's. In the packed app they lie in an archive, which only Electron's `node:fs`
 * reads; all other modules have the system's own there (vite.config.ts), to which a file called *.asar is a file.
 */
export const ownFiles = {
  /** The names in a folder of the program's. */
  names: (folder: string): Promise<readonly string[]> => readdir(folder),
  /** A file of the program's, whole. */
  read: (file: string): Promise<Buffer<ArrayBuffer>> => readFile(file),
} as const;
