import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Later } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import { Response, statusResponse, textResponse } from "../http/response.ts";
import { RequestLog } from "../log/request-log.ts";
import { RawClient } from "../testing/raw-client.ts";
import { Server } from "./server.ts";
import { echo, get, latch, pieces, serve, streamed, until } from "./testing.ts";

describe("a request's record", () => {
  it("knows who asked for what, and how it was answered", async (test) => {
    const { visit, journal, server } = await serve(test, () => statusResponse(404, "the cat ate it"));
    const visitor = await visit();
    const before = Date.now();
    await visitor.send(get("/a%20b?c", "User-Agent: tester/1\r\nReferer: http://h/\r\n"));
    await visitor.response();
    const { time, total, firstByte, ...record } = await journal.end();
    assert.ok(time > before - 1 && time < Date.now() + 1); // whole milliseconds, and parts of one
    assert.ok(firstByte >= 0 && firstByte <= total);
    assert.deepEqual(record, {
      id: 1,
      address: "127.0.0.1",
      port: visitor.socket.localPort,
      connection: 1,
      requestNumber: 1,
      queueDepth: 0,
      method: "GET",
      target: "/a%20b?c",
      version: "1.1",
      userAgent: "tester/1",
      referrer: "http://h/",
      status: 404,
      bytesSent: 14,
      bytesExpected: 14,
      bytesReceived: 0,
      range: "",
      waited: 0,
      outcome: "complete",
      reason: "the cat ate it",
    });
    assert.deepEqual(
      [...server.log.newest()].map(({ id }) => id),
      [1],
    );
  });

  it("counts requests of a connection, and connections", async (test) => {
    const { visit, journal } = await serve(test, echo);
    for (let connection = 0; connection < 2; connection++) {
      const visitor = await visit();
      await visitor.send(get("/") + get("/"));
      await visitor.response();
      await visitor.response();
    }
    assert.deepEqual(
      journal.ended.map(({ id, connection, requestNumber }) => [id, connection, requestNumber]),
      [
        [1, 1, 1],
        [2, 1, 2],
        [3, 2, 1],
        [4, 2, 2],
      ],
    );
  });

  it("that is answered at once has only its end", async (test) => {
    const { visit, journal } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(get("/"));
    await visitor.response();
    await journal.end();
    assert.deepEqual([journal.born.length, journal.progressed.length, journal.ended.length], [0, 0, 1]);
  });

  it("is born when its head has come, before it is answered", async (test) => {
    const gate = latch();
    const { visit, journal, server } = await serve(test, () =>
      gate.opened.then(() => textResponse({ status: 200 }, "")),
    );
    const visitor = await visit();
    await visitor.send(get("/slow"));
    await until(() => journal.born.length === 1);
    assert.deepEqual(
      journal.born.map(({ outcome, target }) => [outcome, target]),
      [["active", "/slow"]],
    );
    assert.deepEqual(
      server.log.active.map(({ target }) => target),
      ["/slow"],
    );
    gate.open();
    await journal.end();
    assert.deepEqual(server.log.active, []);
  });

  it("is born when its body begins to move, and told of while that stands still", async (test) => {
    const gate = latch();
    async function* body() {
      yield Buffer.from("begun");
      await gate.opened;
      yield Buffer.from("done");
    }
    const { visit, journal } = await serve(test, () => streamed(body()));
    const visitor = await visit();
    await visitor.send(get("/"));
    await until(() => journal.born.length === 1 && journal.progressed.length > 1);
    assert.deepEqual([journal.progressed.at(-1)?.bytesSent, journal.ended.length], [5, 0]);
    gate.open();
    assert.equal((await journal.end()).bytesSent, 9);
  });

  it("knows when the first byte of a body left that took its time", async (test) => {
    let now = Math.ceil(performance.now()); // a whole number, whose sums are exact
    test.mock.method(performance, "now", () => now);
    async function* body() {
      yield* pieces(10, 1);
      now += 500;
      yield* pieces(10, 1);
    }
    const { visit, journal } = await serve(test, () => streamed(body()), { turnMilliseconds: 1e9 });
    const visitor = await visit();
    await visitor.send(get("/"));
    await visitor.response();
    const { firstByte, total } = await journal.end();
    assert.deepEqual([firstByte, total], [0, 500]);
  });

  it("tells how much of a request's body has come, also while that stands still", async (test) => {
    const { visit, journal } = await serve(test, (request) => {
      return new Later(request.body.readAll(100).then(() => textResponse({ status: 201 }, "")));
    });
    const visitor = await visit();
    await visitor.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nbegun");
    await until(() => journal.progressed.at(-1)?.bytesReceived === 5);
    assert.equal(journal.progressed.at(-1)?.bytesIncoming, 10);
    await visitor.send("done!");
    assert.equal((await journal.end()).bytesReceived, 10);
  });

  it("progresses at most four times a second, by the bytes that went out", async (test) => {
    let now = performance.now();
    test.mock.method(performance, "now", () => now);
    async function* body() {
      for await (const piece of pieces(1000, 100)) {
        now += 20;
        yield piece;
      }
    }
    const { visit, journal } = await serve(test, () => streamed(body()), { turnMilliseconds: 1e9 });
    const visitor = await visit();
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).body.length, 100_000);
    const record = await journal.end();
    assert.equal(record.bytesSent, 100_000);
    assert.equal(Math.round(record.total), 2000);
    assert.ok(journal.progressed.length >= 6 && journal.progressed.length <= 8, String(journal.progressed.length));
    const sent = journal.progressed.map(({ bytesSent }) => bytesSent);
    assert.deepEqual(
      sent,
      [...sent].sort((one, other) => one - other),
    );
    assert.equal(journal.born.length, 1);
    assert.equal(journal.ended.length, 1);
  });

  const refused = [
    { what: "no HTTP", bytes: "\x01\x03\x01\r\n", status: 400, reason: "not an HTTP request", method: "", target: "" },
    {
      what: "a TLS hello",
      bytes: "\x16\x03\x01\r\n",
      status: 400,
      reason: "asked with https://, where only http:// is spoken",
      method: "",
      target: "",
    },
    {
      what: "no Host",
      bytes: "GET /x HTTP/1.1\r\n\r\n",
      status: 400,
      reason: "an HTTP/1.1 request without Host",
      method: "GET",
      target: "/x",
    },
    {
      what: "a broken field",
      bytes: "GET /x HTTP/1.1\r\nHost : h\r\n\r\n",
      status: 400,
      reason: "a blank in a header field's name, or behind it",
      method: "GET",
      target: "/x",
    },
    {
      what: "HTTP/2",
      bytes: "PRI * HTTP/2.0\r\n\r\n",
      status: 505,
      reason: "only HTTP/1.0 and HTTP/1.1 are spoken here",
      method: "PRI",
      target: "*",
    },
    {
      what: "a target that is too long",
      bytes: `PUT /${"x".repeat(8192)} HTTP/1.1\r\n\r\n`,
      status: 414,
      reason: "the target is too long",
      method: "PUT",
      target: `/${"x".repeat(8191)}`,
    },
  ];
  for (const { what, bytes, status, reason, method, target } of refused) {
    it(`of what is refused says why: ${what}`, async (test) => {
      const { visit, journal } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send(bytes);
      await visitor.response();
      const record = await journal.end();
      assert.deepEqual(
        [record.status, record.reason, record.method, record.target, record.outcome],
        [status, reason, method, target, "refused"],
      );
    });
  }

  it("of a part says which, and of no other answer", async (test) => {
    const headers = new Headers([["Content-Range", "bytes 0-1/10"]]);
    const { visit, journal } = await serve(test, ({ path }) =>
      textResponse({ status: Number(path.slice(1)), headers }, "ab"),
    );
    const visitor = await visit();
    await visitor.send(get("/206") + get("/416"));
    await journal.end(2);
    assert.deepEqual(
      journal.ended.map(({ range }) => range),
      ["0-1/10", ""],
    );
  });

  it("of HEAD and of statuses without a body expects no bytes", async (test) => {
    const { visit, journal } = await serve(test, (request) =>
      request.method === "HEAD" ? echo(request) : new Response({ status: 304, reason: "still valid" }),
    );
    const visitor = await visit();
    await visitor.send(get("/").replace("GET", "HEAD") + get("/"));
    await visitor.response("HEAD");
    await visitor.response();
    await journal.end(2);
    assert.deepEqual(
      journal.ended.map(({ bytesExpected, bytesSent }) => [bytesExpected, bytesSent]),
      [
        [0, 0],
        [0, 0],
      ],
    );
  });

  it("of a stream of unknown length, and of a body in chunks, does not know what to expect", async (test) => {
    const { visit, journal } = await serve(test, () => streamed(pieces(10, 2)));
    const visitor = await visit();
    await visitor.send("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    await visitor.response();
    const { bytesExpected, bytesSent, bytesIncoming } = await journal.end();
    assert.deepEqual([bytesExpected, bytesSent, bytesIncoming], [-1, 20, -1]);
  });

  it("of a failure has the error's message, which its visitor does not get", async (test) => {
    const { visit, journal } = await serve(test, () => {
      throw new TypeError("undefined is no function");
    });
    const visitor = await visit();
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).body.toString(), "500 Internal Server Error\n");
    const { outcome, reason } = await journal.end();
    assert.deepEqual([outcome, reason], ["failed", "undefined is no function"]);
  });

  it("notes how deep the queue was and how long it waited", async (test) => {
    const gate = latch();
    const { visit, journal, server } = await serve(
      test,
      (request) => {
        if (request.target === "/refused") throw new HttpError(421, "elsewhere");
        return gate.opened.then(() => echo(request));
      },
      {},
      { workerCount: 1 },
    );
    for (const target of ["/first", "/second", "/third"]) {
      const visitor = await visit();
      await visitor.send(get(target));
    }
    await until(() => server.counters.requests === 3);
    gate.open();
    await journal.end(3);
    assert.deepEqual(
      journal.ended.map(({ queueDepth }) => queueDepth),
      [0, 0, 1],
    );
    assert.ok((journal.ended[2]?.waited ?? 0) > 0);
    assert.equal(server.counters.queue.longestWait, Math.max(...journal.ended.map(({ waited }) => waited)));
  });

  it("keeps both heads as they went over the wire, where there is room for them", async (test) => {
    const log = new RequestLog(10, 10_000);
    const server = new Server(echo, { log });
    const port = await server.start();
    test.after(() => server.stop(0));
    const visitor = await RawClient.open(port);
    await visitor.send(get("/"));
    const { head } = await visitor.response();
    assert.deepEqual(log.heads(1), { received: get("/"), sent: `${head}\r\n\r\n` });
    visitor.close();
  });
});
