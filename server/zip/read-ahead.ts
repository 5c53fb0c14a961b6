import { HttpError } from "../http/http-error.ts";
import { memoryContent } from "./disk-contents.ts";
import type { ZipLayout } from "./zip-layout.ts";
import type { Content, Contents } from "./zip-stream.ts";

/** Files up to so many bytes are read before they are wanted. */
const mostBytes = 64 * 1024;
/** How many of them: a disk does several things at once, and each of its answers takes longer than its work. */
const mostAhead = 8;

/** The same contents, small ones read before they are wanted: as long as small ones are wanted, and up to `end`. */
export function readAhead(contents: Contents, layout: ZipLayout, end: number): Contents {
  const ahead = new Map<number, Promise<Content>>();
  const isSmall = (index: number) => layout.sizeOf(index) > 0 && layout.sizeOf(index) <= mostBytes;
  const free: Buffer[] = [];
  const load = async (index: number): Promise<Content> => {
    const buffer = free.pop() ?? Buffer.allocUnsafeSlow(mostBytes);
    await fill(contents, index, buffer.subarray(0, layout.sizeOf(index)));
    return { ...memoryContent(buffer.subarray(0, layout.sizeOf(index))), close: () => free.push(buffer) };
  };
  return {
    open: (index) => {
      if (!isSmall(index)) return contents.open(index);
      const content = ahead.get(index) ?? load(index);
      ahead.delete(index);
      for (let next = index + 1; next < Math.min(end, index + 1 + mostAhead); next++) {
        if (!isSmall(next) || ahead.has(next)) continue;
        const loading = load(next);
        loading.catch(() => undefined); // whoever opens it is told
        ahead.set(next, loading);
      }
      return content;
    },
  };
}

/** Reads all of a content; nothing of it stays open. */
async function fill(contents: Contents, index: number, target: Buffer): Promise<void> {
  const content = await contents.open(index);
  try {
    for (let at = 0; at < target.length;) {
      const count = await content.read(target.subarray(at), at);
      if (count === 0) throw new HttpError(503, "a file became shorter while it was zipped");
      at += count;
    }
    await content.check();
  } finally {
    content.close();
  }
}
