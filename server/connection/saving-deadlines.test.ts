import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { Later, type Handler } from "../http/handler.ts";
import { type Response, textResponse } from "../http/response.ts";
import { get, latch, post, serve, settled, until } from "./testing.ts";

const longerThanAnyDeadline = 61_000;

/** Serves by a clock that only the test turns on; all deadlines are looked at when it did. */
async function serveByTheClock(test: TestContext, handler: Handler) {
  let now = performance.now();
  test.mock.timers.enable({ apis: ["setInterval"] });
  test.mock.method(performance, "now", () => now);
  const served = await serve(test, handler);
  const pass = (milliseconds: number): void => {
    now += milliseconds;
    test.mock.timers.tick(5);
  };
  return { ...served, pass };
}

describe("a file that takes longer than any deadline to be saved", () => {
  it("behind an answer that its visitor has not taken yet is saved, noted, and told to them", async (test) => {
    const isSaved = latch();
    let stuck = 0;
    const { visit, journal, pass } = await serveByTheClock(test, ({ method, body }) => {
      if (method === "GET") return textResponse({ status: 200 }, "x".repeat(60_000));
      const save = async (): Promise<Response> => {
        await body.readAll(100);
        await settled(() => journal.ended.length);
        if (journal.ended.length % 2 === 0) {
          stuck++; // the answer before has not left: the kernel is full of what the visitor does not read
          await isSaved.opened;
        }
        return textResponse({ status: 201, saved: ["/inbox/a.txt"] }, "saved");
      };
      return new Later(save());
    });
    const visitor = await visit();
    visitor.socket.pause();
    let pairs = 0;
    for (; stuck === 0; pairs++) {
      await visitor.send(get("/") + post("/a.txt", "abc"));
      await until(() => stuck > 0 || journal.ended.length === 2 * pairs + 2);
    }
    pass(longerThanAnyDeadline);
    isSaved.open();
    await settled(() => journal.ended.length);
    pass(1000);
    visitor.socket.resume();
    for (let pair = 0; pair < pairs; pair++) {
      assert.equal((await visitor.response()).status, 200);
      assert.equal((await visitor.response()).status, 201);
    }
    const { outcome, filesSaved } = await journal.end(2 * pairs);
    assert.deepEqual([outcome, filesSaved], ["complete", 1]);
  });

  it("in its midst, or before its first byte is asked for, goes on behind that", async (test) => {
    const [mayBegin, mayGoOn] = [latch(), latch()];
    const { visit, journal, pass } = await serveByTheClock(test, ({ body }) => {
      const save = async (): Promise<Response> => {
        await mayBegin.opened;
        await body.read();
        await mayGoOn.opened;
        return textResponse({ status: 200 }, String((await body.readAll(10_000)).length));
      };
      return new Later(save());
    });
    const visitor = await visit();
    await visitor.send("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
    await until(() => journal.born.length === 1);
    for (const { open } of [mayBegin, mayGoOn]) {
      pass(longerThanAnyDeadline);
      open();
      await settled(() => journal.ended.length);
      pass(1000); // the deadline in force is that of the body, which the visitor has only now been asked for
      await visitor.send("12345");
    }
    assert.equal((await visitor.response()).status, 100);
    assert.equal((await visitor.response()).body.toString(), "5");
  });
});
