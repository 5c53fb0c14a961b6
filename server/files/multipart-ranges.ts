import { randomUUID } from "node:crypto";
import { Headers } from "../http/headers.ts";
import { Response, type Body } from "../http/response.ts";
import { contentRange, lengthOfRange, type ByteRange } from "./ranges.ts";
import { readContent } from "./read-content.ts";
import type { SharedFile } from "./shared-file.ts";

/** What several parts of a file are made of. */
type Whole = Pick<SharedFile, "size" | "contentType" | "caching" | "body">;

const pieceLength = 256 * 1024;

/** Several parts of a file in one answer (RFC 9110 §14.6, multipart/byteranges). */
export function multipartRanges(ranges: readonly ByteRange[], file: Whole): Response {
  const boundary = randomUUID();
  const parts = ranges.map((range) => ({ range, head: partHead(range, file, boundary) }));
  const end = Buffer.from(`\r\n--${boundary}--\r\n`, "latin1");
  const length = parts.reduce((sum, { range, head }) => sum + head.length + lengthOfRange(range), end.length);
  const headers = new Headers([["Content-Type", `multipart/byteranges; boundary=${boundary}`], ...file.caching]);
  const stream = streamParts(parts, file.body(0, file.size), end);
  void stream.next(); // into its `try`: a generator that was never begun would not let go of the file
  const body: Body = { kind: "stream", stream, length };
  return new Response({ status: 206, headers, body, reason: `${ranges.length} parts of the file` });
}

/** The first begins with a line's end as well, as other servers' do: zsync reads a boundary only behind one. */
function partHead(range: ByteRange, file: Whole, boundary: string): Buffer {
  const fields = new Headers([
    ["Content-Type", file.contentType],
    ["Content-Range", contentRange(range, file.size)],
  ]);
  return Buffer.from(`\r\n--${boundary}\r\n${fields.toString()}\r\n`, "latin1");
}

type Part = { readonly range: ByteRange; readonly head: Buffer };

async function* streamParts(parts: readonly Part[], content: Body, end: Buffer): AsyncGenerator<Buffer> {
  try {
    yield end.subarray(0, 0);
    for (const { range, head } of parts) {
      yield head;
      yield* readRange(range, content);
    }
    yield end;
  } finally {
    if (content.kind === "file") content.file.release();
  }
}

async function* readRange(range: ByteRange, content: Body): AsyncGenerator<Buffer> {
  if (content.kind === "bytes") yield content.bytes.subarray(range.first, range.last + 1);
  if (content.kind !== "file") return;
  for (let at = range.first; at <= range.last;) {
    const piece = Buffer.allocUnsafe(Math.min(pieceLength, range.last - at + 1));
    const count = await readContent(content.file, piece, at);
    if (count === 0) return; // the file became shorter: the sender sees that the promise is not kept
    yield piece.subarray(0, count);
    at += count;
  }
}
