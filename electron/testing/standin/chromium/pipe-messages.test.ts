import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { pipeMessages } from "./pipe-messages.ts";

async function read(...pieces: readonly Buffer[]): Promise<string[]> {
  const messages: string[] = [];
  for await (const message of pipeMessages(Readable.from(pieces))) messages.push(message);
  return messages;
}

describe("the messages of a debugging pipe", () => {
  const bytes = Buffer.from('{"id":1}\0{"text":"é"}\0\0');
  const messages = ['{"id":1}', '{"text":"é"}', ""];

  for (let cut = 0; cut <= bytes.length; cut += 1) {
    it(`are whole however they are cut: after ${cut} bytes`, async () => {
      assert.deepEqual(await read(bytes.subarray(0, cut), bytes.subarray(cut)), messages);
    });
  }

  it("are dropped when the pipe ends within one", async () => {
    assert.deepEqual(await read(Buffer.from("whole\0part")), ["whole"]);
  });
});
