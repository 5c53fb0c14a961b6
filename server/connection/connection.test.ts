import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Later, type Handler } from "../http/handler.ts";
import { Response, textResponse } from "../http/response.ts";
import { echo, get, latch, pieces, post, serve, settled, streamed, until } from "./testing.ts";

/** Answers with the target, after a few turns and sometimes at once. */
const now1AndThen: Handler = (request) =>
  request.target.endsWith("5") ? Promise.resolve(echo(request) as Response) : echo(request);

describe("pipelined requests", () => {
  it("are answered in their order, whichever is ready first", async (test) => {
    const gate = latch();
    const { visit } = await serve(test, (request) =>
      request.target === "/slow" ? gate.opened.then(() => echo(request)) : echo(request),
    );
    const visitor = await visit();
    await visitor.send(get("/slow") + get("/quick"));
    assert.equal(visitor.received.length, 0);
    gate.open();
    assert.equal((await visitor.response()).body.toString(), "/slow");
    assert.equal((await visitor.response()).body.toString(), "/quick");
  });

  it("are all answered, a thousand of them in one packet", async (test) => {
    const { visit } = await serve(test, now1AndThen, { turnMilliseconds: 1 });
    const visitor = await visit();
    void visitor.send(Array.from({ length: 1000 }, (_, index) => get(`/${index}`)).join(""));
    for (let index = 0; index < 1000; index++) assert.equal((await visitor.response()).body.toString(), `/${index}`);
  });

  it("wait for a later turn where they have used up the time of this one", async (test) => {
    let now = performance.now();
    test.mock.method(performance, "now", () => now);
    const answeredIn: number[] = [];
    let turn = 0;
    const { visit } = await serve(test, (request) => {
      now += 10;
      answeredIn.push(turn);
      process.nextTick(() => turn++);
      return echo(request);
    });
    const visitor = await visit();
    await visitor.send(get("/").repeat(3));
    for (let answer = 0; answer < 3; answer++) await visitor.response();
    assert.deepEqual(answeredIn, [0, 1, 2]);
  });

  it("come cut at any byte", async (test) => {
    const { visit } = await serve(test, echo);
    const requests = get("/one") + post("/two", "abc") + get("/three", "Connection: close\r\n");
    for (let cut = 1; cut < requests.length; cut += 3) {
      const visitor = await visit();
      await visitor.send(requests.slice(0, cut));
      await visitor.send(requests.slice(cut));
      for (const target of ["/one", "/two", "/three"]) {
        assert.equal((await visitor.response()).body.toString(), target, `cut at ${cut}`);
      }
      assert.equal((await visitor.rest()).bytes.length, 0);
    }
  });

  const bad = [
    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "\x16\x03\x01\x02",
    "GET  / HTTP/1.1\r\n\r\n",
    "GET / HTTP/2.0\r\n\r\n",
  ];
  for (const request of bad) {
    it(`that were good keep their answers where a bad one follows: ${JSON.stringify(request)}`, async (test) => {
      const { visit } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send(get("/one") + get("/two") + request + get("/never"));
      assert.equal((await visitor.response()).body.toString(), "/one");
      assert.equal((await visitor.response()).body.toString(), "/two");
      const refusal = await visitor.response();
      assert.ok(refusal.status === 400 || refusal.status === 505);
      assert.equal(refusal.field("connection"), "close");
      assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
    });
  }

  it("whose answers nobody takes are answered no further, however small the answers are", async (test) => {
    const { server, visit } = await serve(test, () => textResponse({ status: 200 }, "x".repeat(100_000)));
    const visitor = await visit();
    visitor.socket.pause();
    await visitor.send(get("/").repeat(500));
    await settled(() => server.counters.requests + visitor.socket.bytesRead);
    assert.equal(server.counters.requests - server.counters.ended, 1);
  });

  it("are not taken in without bound while an answer is not taken", async (test) => {
    const { visit } = await serve(test, () => streamed(pieces(1_000_000)), { pipelineBytes: 1000 });
    const visitor = await visit();
    visitor.socket.pause();
    await visitor.send(get("/"));
    let taken = 0;
    const sendOn = async () => {
      // one after the other: sent at once they would be one write, which is through when all of it is
      for (; taken < 400; taken++) await visitor.send(get("/pipelined").repeat(1000));
    };
    void sendOn();
    await settled(() => taken);
    assert.ok(taken < 400);
  });

  it("behind one that closes are not answered", async (test) => {
    const { visit, server } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(get("/last", "Connection: close\r\n") + get("/never"));
    assert.equal((await visitor.response()).body.toString(), "/last");
    assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
    assert.equal(server.counters.requests, 1);
  });
});

describe("the framing of an answer", () => {
  const bodies: readonly { name: string; response: () => Response }[] = [
    { name: "bytes", response: () => textResponse({ status: 200 }, "12345") },
    { name: "a stream of known length", response: () => streamed(pieces(5, 1), 5) },
    { name: "a stream that is promised to be empty", response: () => streamed(pieces(5, 0), 0) },
    { name: "a stream of unknown length", response: () => streamed(pieces(5, 1)) },
    { name: "nothing", response: () => new Response({ status: 200 }) },
    { name: "a status without a body", response: () => new Response({ status: 304 }) },
  ];
  for (const { name, response } of bodies) {
    it(`stands behind the answer before it, and lets the next request be answered, for GET and HEAD: ${name}`, async (test) => {
      const { visit } = await serve(test, (request) => (request.target === "/next" ? echo(request) : response()));
      for (const method of ["GET", "HEAD"]) {
        const visitor = await visit();
        await visitor.send(get("/next") + get("/").replace("GET", method) + get("/next"));
        assert.equal((await visitor.response()).body.toString(), "/next");
        await visitor.response(method);
        assert.equal((await visitor.response()).body.toString(), "/next");
      }
    });
  }

  it("of HEAD has the fields of GET", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(get("/same") + get("/same").replace("GET", "HEAD"));
    const [whole, head] = [await visitor.response(), await visitor.response("HEAD")];
    assert.equal(head.head.replace(/Date: .*/, ""), whole.head.replace(/Date: .*/, ""));
  });

  it("lets go of a file that HEAD does not send", async (test) => {
    let released = 0;
    const file = { read: () => assert.fail("it was read"), release: () => released++ };
    const body = { kind: "file", file, first: 0, length: 1_000_000 } as const;
    const { visit } = await serve(test, () => new Response({ status: 200, body }));
    const visitor = await visit();
    await visitor.send(get("/").replace("GET", "HEAD"));
    await visitor.response("HEAD");
    assert.equal(released, 1);
  });

  const unfitHeads = [
    "HEAD / HTTP/1.1\r\n\r\n",
    "HEAD * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n\r\n",
    "HEAD /#part HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "HEAD / HTTP/2.0\r\nHost: localhost\r\n\r\n",
    `HEAD /${"a".repeat(9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  ];
  for (const request of unfitHeads) {
    it(`has no body for HEAD where it is a refusal: ${JSON.stringify(request).slice(0, 80)}`, async (test) => {
      const { server, visit } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send(request);
      const refusal = await visitor.response("HEAD");
      assert.ok(refusal.status >= 400);
      assert.ok(Number(refusal.field("content-length")) > 0);
      assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
      assert.equal(server.counters.bytesSent, 0);
    });
  }

  it("is chunked for a stream of unknown length in HTTP/1.1", async (test) => {
    const { visit } = await serve(test, () => streamed(pieces(1000, 3)));
    const visitor = await visit();
    await visitor.send(get("/"));
    const response = await visitor.response();
    assert.equal(response.field("transfer-encoding"), "chunked");
    assert.equal(response.field("content-length"), undefined);
    assert.equal(response.body.length, 3000);
  });

  it("ends with the connection for a stream of unknown length in HTTP/1.0, although it asks to be kept", async (test) => {
    const { visit } = await serve(test, () => streamed(pieces(1000, 3)));
    const visitor = await visit();
    await visitor.send(get("/", "Connection: keep-alive\r\n", "1.0"));
    const response = await visitor.response();
    assert.equal(response.field("transfer-encoding"), undefined);
    assert.equal(response.field("connection"), "close");
    assert.equal(response.body.length, 3000);
  });

  it("of an answer over HTTP/1.0 still names HTTP/1.1, and closes unless asked to stay", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(get("/", "Connection: Keep-Alive\r\n", "1.0"));
    assert.equal((await visitor.response()).field("connection"), "keep-alive");
    await visitor.send(get("/", "", "1.0"));
    assert.equal((await visitor.response()).field("connection"), "close");
    assert.equal((await visitor.rest()).end, "fin");
  });

  it("of HTTP/1.0 needs no Host, whatever others have sent", async (test) => {
    const { visit } = await serve(test, echo);
    for (const request of [get("/"), "GET / HTTP/1.0\r\n\r\n"]) {
      const visitor = await visit();
      await visitor.send(request);
      assert.equal((await visitor.response()).status, 200);
    }
  });

  const tokens = ["close", "Close", "CLOSE", "foo, close", "close , foo", "foo\r\nConnection: close"];
  for (const value of tokens) {
    it(`closes where the client says so: ${JSON.stringify(value)}`, async (test) => {
      const { visit } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send(get("/", `Connection: ${value}\r\n`));
      assert.equal((await visitor.response()).field("connection"), "close");
      assert.equal((await visitor.rest()).end, "fin");
    });
  }

  it("stays for what only looks like close", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(get("/", "Connection: closed\r\n") + get("/", "Connection: upgrade\r\nUpgrade: h2c\r\n"));
    assert.equal((await visitor.response()).field("connection"), undefined);
    assert.equal((await visitor.response()).status, 200);
  });

  it("of a stream that is longer than promised is cut at the promise", async (test) => {
    const { visit } = await serve(test, (request) =>
      request.target === "/next" ? echo(request) : streamed(pieces(10), 25),
    );
    const visitor = await visit();
    await visitor.send(get("/") + get("/next"));
    assert.equal((await visitor.response()).body.length, 25);
    assert.equal((await visitor.response()).body.toString(), "/next");
  });

  it("that falls short of its promise aborts the connection", async (test) => {
    const { visit, journal } = await serve(test, () => streamed(pieces(10, 2), 25));
    const visitor = await visit();
    await visitor.send(get("/") + get("/never"));
    await assert.rejects(visitor.response());
    const record = await journal.end();
    assert.equal(record.outcome, "failed");
    assert.equal(record.reason, "the answer came out shorter than promised");
    assert.equal(journal.ended.length, 1);
  });

  it("that breaks in its middle aborts the connection", async (test) => {
    async function* broken() {
      yield* pieces(10, 2);
      throw new Error("the disk is gone");
    }
    const { visit, journal } = await serve(test, () => streamed(broken()));
    const visitor = await visit();
    await visitor.send(get("/"));
    await assert.rejects(visitor.response());
    assert.equal((await journal.end()).reason, "the disk is gone");
  });
});

describe("a client that half-closes", () => {
  it("gets its whole answer", async (test) => {
    const { visit } = await serve(test, () => streamed(pieces(100_000, 50), 5_000_000));
    const visitor = await visit();
    await visitor.send(get("/"));
    visitor.halfClose();
    assert.equal((await visitor.response()).body.length, 5_000_000);
    assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
  });

  it("gets the answers to all its pipelined requests, also when they are put off to later turns", async (test) => {
    const { visit } = await serve(test, now1AndThen, { turnMilliseconds: 0 });
    const visitor = await visit();
    void visitor.send(Array.from({ length: 50 }, (_, index) => get(`/${index}`)).join(""));
    visitor.halfClose();
    for (let index = 0; index < 50; index++) assert.equal((await visitor.response()).body.toString(), `/${index}`);
    assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
  });

  it("gets the answer that was still worked out", async (test) => {
    const gate = latch();
    const { visit, journal } = await serve(
      test,
      (request) => new Later(gate.opened.then(() => echo(request) as Response)),
    );
    const visitor = await visit();
    await visitor.send(get("/later"));
    visitor.halfClose();
    await until(() => journal.born.length === 1);
    gate.open();
    const response = await visitor.response();
    assert.equal(response.body.toString(), "/later");
    assert.equal((await visitor.rest()).end, "fin");
  });

  for (const part of ["", "G", "GET / HTTP/1.1", "GET / HTTP/1.1\r\nHost: h\r\n"]) {
    it(`inside a head is closed without an answer: ${JSON.stringify(part)}`, async (test) => {
      const { visit, server, empty } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send(part);
      visitor.halfClose();
      assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
      await empty();
      assert.equal(server.counters.requests, 0);
    });
  }
});
