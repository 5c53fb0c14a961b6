import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { Later, type Handler } from "../http/handler.ts";
import { textResponse } from "../http/response.ts";
import { echo, get, latch, serve, settled, streamed, until } from "./testing.ts";

/** Reads the body, gives much, or neither. */
const answer: Handler = (request) => {
  if (request.target === "/long") return textResponse({ status: 200 }, "x".repeat(20_000_000));
  if (request.target !== "/read") return echo(request);
  return new Later(request.body.readAll(100).then(() => textResponse({ status: 200 }, "")));
};

/** A visitor who sends bytes after some seconds, which the server reads. */
async function slowly(test: TestContext) {
  let now = performance.now();
  test.mock.timers.enable({ apis: ["setInterval"] });
  test.mock.method(performance, "now", () => now);
  const { visit, server, journal } = await serve(test, answer);
  const visitor = await visit();
  const wait = (seconds: number) => (now += seconds * 1000);
  const sendAfter = async (seconds: number, bytes: string) => {
    wait(seconds);
    await visitor.send(bytes);
    await settled(() => visitor.socket.bytesWritten);
    test.mock.timers.tick(5);
    await settled(() => server.counters.connectionsOpen);
  };
  return { visitor, server, journal, wait, sendAfter };
}

describe("a client that takes its time", () => {
  it("has all of a head's time from its first byte on, however long it sent nothing", async (test) => {
    const { visitor, sendAfter } = await slowly(test);
    await sendAfter(50, "GET / HT");
    await sendAfter(5, "TP/1.1\r\nHost: h\r\n\r\n");
    assert.equal((await visitor.response()).status, 200);
  });

  it("is idle from when it has taken an answer, which its record says as well", async (test) => {
    const { visitor, journal, server, sendAfter } = await slowly(test);
    visitor.socket.pause();
    await visitor.send(get("/long"));
    await settled(() => visitor.socket.bytesRead);
    await sendAfter(50, "");
    visitor.socket.resume();
    await visitor.response();
    assert.equal(Math.round((await journal.end()).total), 50_000);
    assert.equal(journal.born.length, 1); // its progress was told, and that of nothing unheard of
    await sendAfter(50, "");
    assert.equal(server.counters.connectionsOpen, 1);
  });

  it("has its record told how far its body is, while that comes", async (test) => {
    const { visitor, journal, wait } = await slowly(test);
    await visitor.send("PUT /read HTTP/1.1\r\nHost: h\r\nContent-Length: 15\r\n\r\n12345");
    await until(() => journal.born.length === 1);
    for (const read of [5, 10]) {
      wait(1);
      await visitor.send("67890");
      await until(() => journal.progressed.at(-1)?.bytesReceived === read);
    }
  });
});

describe("a client that sends on behind its last request", () => {
  it("gets all of the answer, also where it sends while that is on its way, and reads it then", async (test) => {
    const gate = latch();
    const { visit, server } = await serve(test, (request) =>
      request.path === "/held" ? streamed(held(gate.opened)) : echo(request),
    );
    const [visitor, other] = [await visit(), await visit()];
    visitor.socket.pause();
    await visitor.send(get("/held", "Connection: close\r\n"));
    await until(() => server.counters.bytesSent === 5);
    await visitor.send("more");
    await other.send(get("/")); // a round trip, so that it has been seen
    await other.response();
    gate.open();
    await until(() => server.counters.transfers === 0);
    for (let piece = 0; piece < 10; piece++) await visitor.send("and more");
    visitor.socket.resume();
    visitor.halfClose();
    assert.equal((await visitor.response()).body.toString(), "first last");
    assert.equal((await visitor.rest()).end, "fin");
  });
});

async function* held(opened: Promise<void>) {
  yield Buffer.from("first");
  await opened;
  yield Buffer.from(" last");
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
