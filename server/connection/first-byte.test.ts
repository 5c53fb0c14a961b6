import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Response, type Body } from "../http/response.ts";
import { get, serve } from "./testing.ts";

describe("the first byte of an answer whose first piece takes its time", () => {
  let now = 0;
  /** Lets half a second go by between a write that follows in this turn, and the news that the kernel has all of it. */
  const takesItsTime = () => process.nextTick(() => (now += 500));
  async function* pieces() {
    await Promise.resolve(); // behind all that is due now
    takesItsTime();
    yield Buffer.alloc(1000);
  }
  const file = {
    read: (
      _target: Buffer,
      _offset: number,
      length: number,
      _position: number,
      done: (error: null, count: number) => void,
    ) => {
      takesItsTime();
      done(null, length);
    },
    release: () => undefined,
  };
  const bodies: Readonly<Record<string, () => Body>> = {
    "a file": () => ({ kind: "file", file, first: 0, length: 1000 }),
    "a stream of known length": () => ({ kind: "stream", stream: pieces(), length: 1000 }),
    "a stream of unknown length": () => ({ kind: "stream", stream: pieces(), length: undefined }),
  };
  for (const [what, bodyOf] of Object.entries(bodies)) {
    it(`has left when it was written: ${what}`, async (test) => {
      now = Math.ceil(performance.now()); // a whole number, whose sums are exact
      test.mock.method(performance, "now", () => now);
      const answer = () => new Response({ status: 200, body: bodyOf() });
      const { visit, journal } = await serve(test, answer, { turnMilliseconds: 1e9 });
      const visitor = await visit();
      await visitor.send(get("/"));
      assert.equal((await visitor.response()).body.length, 1000);
      const { firstByte, total } = await journal.end();
      assert.deepEqual([firstByte, total], [0, 500]);
    });
  }
});
