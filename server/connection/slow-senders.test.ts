import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { echo, get, serve, settled } from "./testing.ts";

/** A visitor who sends bytes after some seconds, which the server reads. */
async function slowly(test: TestContext) {
  let now = performance.now();
  test.mock.timers.enable({ apis: ["setInterval"] });
  test.mock.method(performance, "now", () => now);
  const { visit, server } = await serve(test, echo);
  const visitor = await visit();
  const sendAfter = async (seconds: number, bytes: string) => {
    now += seconds * 1000;
    await visitor.send(bytes);
    await settled(() => visitor.socket.bytesWritten);
    test.mock.timers.tick(5);
    await settled(() => server.counters.connectionsOpen);
  };
  return { visitor, server, sendAfter };
}

describe("a slow client that goes on sending what will not be read", () => {
  it("keeps its connection, as long as it does not drip", async (test) => {
    const { visitor, sendAfter } = await slowly(test);
    await visitor.send("POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 40960\r\n\r\n");
    await visitor.response();
    for (let piece = 0; piece < 10; piece++) await sendAfter(4, "x".repeat(4096));
    await visitor.send(get("/two"));
    assert.equal((await visitor.response()).body.toString(), "/two");
  });

  it("is read on behind the last answer, for ten seconds at the most", async (test) => {
    const { visitor, server, sendAfter } = await slowly(test);
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000000\r\n\r\n");
    await visitor.response();
    for (const seconds of [4, 8]) {
      await sendAfter(4, "x");
      assert.equal(server.counters.connectionsOpen, 1, `${seconds} s`);
    }
    await sendAfter(3, "x");
    assert.equal(server.counters.connectionsOpen, 0);
  });
});
