import type { FileContent } from "../http/response.ts";

/** Fills a target from a position in a file; how many bytes came, 0 at the file's end. Rejects with what the disk says. */
export function readContent(file: Pick<FileContent, "read">, target: Buffer, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    file.read(target, 0, target.length, position, (error, count) => {
      if (error === null) resolve(count);
      else reject(error);
    });
  });
}
