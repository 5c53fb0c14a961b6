import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Later, type Handler } from "../http/handler.ts";
import { Response, textResponse } from "../http/response.ts";
import { echo, get, latch, pieces, post, serve, streamed, until } from "./testing.ts";

/** Answers with the body that came; the worker is let go meanwhile. */
const readBack: Handler = (request) =>
  new Later(request.body.readAll(100_000).then((bytes) => textResponse({ status: 200 }, bytes.toString("latin1"))));

const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "BREW"];

describe("a request's body that nobody reads", () => {
  for (const method of methods) {
    it(`is read off before the next request: ${method}`, async (test) => {
      const { visit } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send(post("/one", "GET /smuggled HTTP/1.1\r\n").replace("POST", method));
      await visitor.send(get("/two"));
      const first = await visitor.response(method);
      assert.equal(first.field("content-length"), "4");
      assert.equal((await visitor.response()).body.toString(), "/two");
    });
  }

  it("is read off when it comes late, behind the answer", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send("POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
    assert.equal((await visitor.response()).body.toString(), "/one");
    await visitor.send("12");
    await visitor.send("345" + get("/two"));
    assert.equal((await visitor.response()).body.toString(), "/two");
  });

  it("is read off where it is chunked, its trailers too", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send("POST /one HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    assert.equal((await visitor.response()).body.toString(), "/one");
    await visitor.send("0\r\nX: y\r\n\r\n" + get("/two"));
    assert.equal((await visitor.response()).body.toString(), "/two");
  });

  it("is read off where it is chunked, since the answer could not say that it is too long", async (test) => {
    const { visit } = await serve(test, echo, { drainBytes: 1000 });
    const visitor = await visit();
    await visitor.send("POST /one HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    assert.equal((await visitor.response()).field("connection"), undefined);
    await visitor.send(`bb8\r\n${"x".repeat(3000)}\r\n0\r\n\r\n${get("/two")}`);
    assert.equal((await visitor.response()).body.toString(), "/two");
  });

  it("is followed by many pipelined requests that came with it", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(post("/1", "abc") + get("/2") + post("/3", "def") + get("/4"));
    for (const target of ["/1", "/2", "/3", "/4"]) assert.equal((await visitor.response()).body.toString(), target);
  });

  it("closes the connection where it is longer than is worth reading, said in the answer", async (test) => {
    const { visit } = await serve(test, echo, { drainBytes: 1000 });
    const visitor = await visit();
    await visitor.send("POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n");
    const response = await visitor.response();
    assert.equal(response.field("connection"), "close");
    visitor.halfClose();
    assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
  });

  it("closes the connection, said in the answer, where its chunks are too many already", async (test) => {
    const refuse: Handler = async ({ body }) => textResponse({ status: 200 }, String(await body.readAll(2000)));
    const { visit } = await serve(test, refuse, { drainBytes: 1000 });
    const visitor = await visit();
    await visitor.send(`POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nbb8\r\n${"x".repeat(3000)}`);
    const response = await visitor.response();
    assert.deepEqual([response.status, response.field("connection")], [413, "close"]);
  });

  it("closes the connection where its end does not come in time", async (test) => {
    const { visit } = await serve(test, echo, { drainMilliseconds: 10 });
    const visitor = await visit();
    await visitor.send("POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n1");
    await visitor.response();
    assert.equal((await visitor.rest()).bytes.length, 0);
  });
});

describe("a client that goes on sending what will not be read", () => {
  const refused = [
    { what: "a body whose framing is refused", head: "Transfer-Encoding: gzip\r\n", status: 501 },
    { what: "a body with an unknown expectation", head: "Expect: tea\r\nContent-Length: 500000\r\n", status: 417 },
    { what: "a body of a length that is no number", head: "Content-Length: +5\r\n", status: 400 },
  ];
  for (const { what, head, status } of refused) {
    it(`gets the answer, and no reset: ${what}`, async (test) => {
      const { visit } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send(`POST / HTTP/1.1\r\nHost: h\r\n${head}\r\n`);
      const response = await visitor.response();
      assert.equal(response.status, status);
      assert.equal(response.field("connection"), "close");
      for (let piece = 0; piece < 10; piece++) await visitor.send(Buffer.alloc(50_000, "x"));
      visitor.halfClose();
      assert.equal((await visitor.rest()).end, "fin");
    });
  }

  it("gets the answer although it sends a long body before it reads", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    visitor.socket.pause();
    const length = 16 * 1024 * 1024; // more than two kernels hold
    await visitor.send(`POST /long HTTP/1.1\r\nHost: h\r\nContent-Length: ${length}\r\n\r\n`);
    await visitor.send(Buffer.alloc(length, "x"));
    visitor.socket.resume();
    visitor.halfClose();
    assert.equal((await visitor.response()).body.toString(), "/long");
    assert.equal((await visitor.rest()).end, "fin");
  });

  it("is cut off after a while", async (test) => {
    const { visit, empty } = await serve(test, echo, { drainMilliseconds: 10 });
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000000\r\n\r\n");
    await visitor.response();
    await empty();
  });
});

describe("a request's body that a handler reads", () => {
  const sent = [
    { how: "with its head", parts: [post("/", "hello")] },
    { how: "behind its head", parts: [post("/", "").replace("Length: 0", "Length: 5"), "hello"] },
    { how: "byte by byte", parts: [post("/", "").replace("Length: 0", "Length: 5"), "h", "e", "l", "l", "o"] },
    {
      how: "in chunks",
      parts: [
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n",
        "3;x=y\r\nllo\r\n0\r\n\r\n",
      ],
    },
  ];
  for (const { how, parts } of sent) {
    it(`comes whole: ${how}`, async (test) => {
      const { visit, journal, server } = await serve(test, readBack);
      const visitor = await visit();
      for (const part of parts) await visitor.send(part);
      assert.equal((await visitor.response()).body.toString(), "hello");
      assert.equal((await journal.end()).bytesReceived, 5);
      assert.equal(server.counters.bytesReceived, 5);
      await visitor.send(post("/", "again"));
      assert.equal((await visitor.response()).body.toString(), "again");
    });
  }

  it("is not taken off the wire before somebody asks for it", async (test) => {
    const gate = latch();
    const { visit, journal } = await serve(test, async (request) => {
      await gate.opened;
      return new Later(
        request.body.readAll(10_000_000).then((bytes) => textResponse({ status: 200 }, String(bytes.length))),
      );
    });
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9000000\r\n\r\n");
    await until(() => journal.born.length === 1);
    const all = visitor.send(Buffer.alloc(9_000_000, "x"));
    await until(() => visitor.socket.writableLength > 0);
    gate.open();
    await all;
    assert.equal((await visitor.response()).body.toString(), "9000000");
  });

  it("that is too long is refused with 413", async (test) => {
    const { visit } = await serve(test, readBack);
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100001\r\n\r\n");
    assert.equal((await visitor.response()).status, 413);
  });

  it("that is cut short by the client is refused, and the connection closed", async (test) => {
    const { visit, journal, empty } = await serve(test, readBack);
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
    visitor.halfClose();
    assert.equal((await visitor.response()).status, 400);
    const { outcome, reason, bytesReceived } = await journal.end();
    assert.deepEqual([outcome, reason, bytesReceived], ["client left", "the client left inside the body", 5]);
    await empty();
  });

  it("that is cut short behind a slower request is refused at once as well", async (test) => {
    const gate = latch();
    const { visit, journal, empty } = await serve(test, (request) =>
      request.method === "GET" ? gate.opened.then(() => textResponse({ status: 200 }, "slow")) : readBack(request),
    );
    const visitor = await visit();
    await visitor.send(get("/slow") + "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
    visitor.halfClose();
    await until(() => journal.born.length === 1);
    const other = await visit();
    await other.send(post("/", "a round trip, so that the end has been seen"));
    await other.response();
    other.close();
    gate.open();
    assert.equal((await visitor.response()).body.toString(), "slow");
    assert.equal((await visitor.response()).status, 400);
    await empty();
  });

  it("that stops coming is given up, its record says so, and its handler is told", async (test) => {
    const { visit, journal } = await serve(test, readBack, { stallMilliseconds: 20 });
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
    const record = await journal.end();
    assert.equal(record.outcome, "timed out");
    assert.equal(record.reason, "the request's body stopped coming, or came too slowly");
    assert.equal(record.status, 0);
  });
});

describe("Expect: 100-continue", () => {
  const head = (fields: string, version = "1.1") =>
    `POST / HTTP/${version}\r\nHost: h\r\nContent-Length: 5\r\n${fields}\r\n`;

  for (const expectation of ["100-continue", "100-Continue", "100-CONTINUE", "100-continue, ,100-continue"]) {
    it(`is answered 100 before the body is read: ${expectation}`, async (test) => {
      const { visit } = await serve(test, readBack);
      const visitor = await visit();
      await visitor.send(head(`Expect: ${expectation}\r\n`));
      assert.equal((await visitor.response()).head, "HTTP/1.1 100 Continue");
      await visitor.send("hello");
      assert.equal((await visitor.response()).body.toString(), "hello");
      await visitor.send(get("/"));
      assert.equal((await visitor.response()).status, 200);
    });
  }

  it("is answered with the final status at once where the body is not wanted", async (test) => {
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(head("Expect: 100-continue\r\n"));
    const response = await visitor.response();
    assert.equal(response.status, 200);
    assert.equal(response.field("connection"), "close");
  });

  it("is answered once, behind the answers to the requests before it", async (test) => {
    const { visit } = await serve(test, (request) => (request.method === "GET" ? echo(request) : readBack(request)));
    const visitor = await visit();
    await visitor.send(get("/before") + head("Expect: 100-continue\r\n"));
    assert.equal((await visitor.response()).body.toString(), "/before");
    assert.equal((await visitor.response()).status, 100);
    await visitor.send("hello");
    assert.equal((await visitor.response()).body.toString(), "hello");
  });

  it("needs no 100 where the body is there already", async (test) => {
    const { visit } = await serve(test, readBack);
    const visitor = await visit();
    await visitor.send(`${head("Expect: 100-continue\r\n")}hello`);
    assert.equal((await visitor.response()).body.toString(), "hello");
  });

  it("is passed over where there is no body", async (test) => {
    const { visit } = await serve(test, readBack);
    const visitor = await visit();
    await visitor.send(get("/", "Expect: 100-continue\r\n") + get("/"));
    assert.equal((await visitor.response()).status, 200);
    assert.equal((await visitor.response()).status, 200);
  });

  for (const { rule, text } of [
    { rule: "is passed over in HTTP/1.0, which knows no 1xx", text: head("Expect: 100-continue\r\n", "1.0") },
    { rule: "is not asked for by an empty list", text: head("Expect:\r\n") },
  ]) {
    it(rule, async (test) => {
      const { visit, journal } = await serve(test, readBack);
      const visitor = await visit();
      await visitor.send(text);
      await until(() => journal.born.length === 1); // a body that is there already would need no 100
      await visitor.send("hello");
      assert.equal((await visitor.response()).body.toString(), "hello");
    });
  }

  for (const fields of [
    "Expect: miracles\r\n",
    "Expect: miracles\r\nExpect: 100-continue\r\n",
    "Expect: 100-continue, miracles\r\n",
  ]) {
    it(`is refused with 417 where it is, or stands beside, another expectation: ${JSON.stringify(fields)}`, async (test) => {
      const { visit } = await serve(test, readBack);
      const visitor = await visit();
      await visitor.send(head(fields));
      assert.equal((await visitor.response()).status, 417);
    });
  }
});

describe("bodies at once", () => {
  it("have a limit, beyond which a visitor gets 503 with Retry-After, but for what is short", async (test) => {
    const handler: Handler = (request) => (request.target === "/" ? streamed(pieces(1000)) : echo(request));
    const { visit, server } = await serve(test, handler, { transfers: 2 });
    const [first, second, third] = [await visit(), await visit(), await visit()];
    for (const visitor of [first, second]) await visitor.send(get("/"));
    await until(() => server.counters.transfers === 2);
    await third.send(get("/") + get("/short") + get("/").replace("GET", "HEAD"));
    const [refusal, short, head] = [await third.response(), await third.response(), await third.response("HEAD")];
    assert.deepEqual([refusal.status, short.body.toString(), head.status], [503, "/short", 200]);
    assert.match(refusal.field("retry-after") ?? "", /^[0-9]+$/);
    assert.equal(server.counters.transfers, 2);
    first.reset();
    await until(() => server.counters.transfers === 1);
    await third.send(get("/"));
    assert.equal((await third.response("HEAD")).status, 200);
  });

  it("beyond the limit let go of the file that is not sent", async (test) => {
    let released = 0;
    const file = { read: () => assert.fail("it was read"), release: () => released++ };
    const body = { kind: "file", file, first: 0, length: 1000 } as const;
    const { visit } = await serve(test, () => new Response({ status: 200, body }), { transfers: 0 });
    const visitor = await visit();
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).status, 503);
    assert.equal(released, 1);
  });
});
