import type { Readable } from "node:stream";

const terminator = 0;

/** The messages of Chromium's debugging pipe: text, each ended by a zero byte. */
export async function* pipeMessages(pipe: Readable): AsyncGenerator<string, void, undefined> {
  let pending: Buffer[] = [];
  for await (const bytes of pipe as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = bytes.indexOf(terminator); end !== -1; end = bytes.indexOf(terminator, from)) {
      pending.push(bytes.subarray(from, end));
      yield Buffer.concat(pending).toString("utf8");
      pending = [];
      from = end + 1;
    }
    pending.push(bytes.subarray(from));
  }
}
