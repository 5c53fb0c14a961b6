import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as ownTurn } from "node:timers/promises";
import type { BodyReader } from "../http/body-reader.ts";
import { Later } from "../http/handler.ts";
import { Response, textResponse, type Body, type FileContent } from "../http/response.ts";
import type { RawClient } from "../testing/raw-client.ts";
import { judge, type WaitingFor } from "./deadlines.ts";
import { defaultLimits } from "./limits.ts";
import { echo, get, latch, pieces, post, serve, settled, streamed, until } from "./testing.ts";

describe("a deadline", () => {
  const rules: readonly { waitingFor: WaitingFor; limit: number; kind: string; status?: number }[] = [
    { waitingFor: "request", limit: defaultLimits.idleMilliseconds, kind: "close" },
    { waitingFor: "rest of head", limit: defaultLimits.headMilliseconds, kind: "answer", status: 408 },
    { waitingFor: "worker", limit: defaultLimits.queueMilliseconds, kind: "answer", status: 503 },
    { waitingFor: "body", limit: defaultLimits.stallMilliseconds, kind: "abort" },
    { waitingFor: "taking", limit: defaultLimits.stallMilliseconds, kind: "abort" },
    { waitingFor: "closing", limit: defaultLimits.drainMilliseconds, kind: "close" },
  ];
  for (const { waitingFor, limit, kind, status } of rules) {
    it(`for ${waitingFor}: ${kind} after ${limit / 1000} s, which is under 90`, () => {
      assert.ok(limit < 90_000);
      assert.equal(judge(waitingFor, limit, defaultLimits).kind, "wait");
      const verdict = judge(waitingFor, limit + 1, defaultLimits);
      assert.equal(verdict.kind, kind);
      assert.equal(verdict.kind === "answer" ? verdict.error.status : undefined, status);
    });
  }

  it("does not run while a handler works", () => assert.equal(judge("nothing", 1e12, defaultLimits).kind, "wait"));
});

describe("a connection's deadlines", () => {
  it("a silent connection is closed, without a record", async (test) => {
    const { visit, journal } = await serve(test, echo, { idleMilliseconds: 10 });
    const visitor = await visit();
    assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
    assert.equal(journal.ended.length, 0);
  });

  /** A visitor who has been answered, and whose idle time is over as soon as anybody looks: the test's timers do. */
  const idleTooLong = async (test: TestContext): Promise<RawClient> => {
    let now = performance.now();
    test.mock.timers.enable({ apis: ["setInterval"] });
    test.mock.method(performance, "now", () => now);
    const { visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(get("/"));
    await visitor.response();
    now += 60_001;
    return visitor;
  };

  it("an idle one is closed behind its answer", async (test) => {
    const visitor = await idleTooLong(test);
    test.mock.timers.tick(5);
    assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
  });

  it("a request that has arrived when the idle time is over is answered: a proxy sends the next one at any time", async (test) => {
    const visitor = await idleTooLong(test);
    await ownTurn(0); // timers have theirs behind all that is read
    const sent = visitor.send(get("/next"));
    test.mock.timers.tick(5);
    await sent;
    assert.equal((await visitor.response()).body.toString(), "/next");
  });

  it("the idle time starts when the answer is through, however long that took", async (test) => {
    const gate = latch();
    let now = performance.now();
    test.mock.timers.enable({ apis: ["setInterval"] });
    test.mock.method(performance, "now", () => now);
    const { visit, journal } = await serve(test, () => gate.opened.then(() => textResponse({ status: 200 }, "late")));
    const visitor = await visit();
    await visitor.send(get("/"));
    await until(() => journal.born.length === 1);
    now += 1_000_000;
    gate.open();
    await visitor.response();
    test.mock.timers.tick(5);
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).status, 200);
  });

  it("the head's time starts when the answer before it is through", async (test) => {
    const gate = latch();
    let now = performance.now();
    test.mock.timers.enable({ apis: ["setInterval"] });
    test.mock.method(performance, "now", () => now);
    const { visit, journal } = await serve(test, () => gate.opened.then(() => textResponse({ status: 200 }, "late")));
    const visitor = await visit();
    await visitor.send(`${get("/")}GET / HT`);
    await until(() => journal.born.length === 1);
    now += 1_000_000;
    gate.open();
    await visitor.response();
    test.mock.timers.tick(5);
    await visitor.send("TP/1.1\r\nHost: h\r\n\r\n");
    assert.equal((await visitor.response()).status, 200);
  });

  it("a head that drips is answered 408 in time: a byte does not renew it", async (test) => {
    const { visit, journal } = await serve(test, echo, { headMilliseconds: 40 });
    const visitor = await visit();
    const drip = setInterval(() => void visitor.send("x"), 5);
    test.after(() => clearInterval(drip));
    await visitor.send("GET / HTTP/1.1\r\nX: ");
    const response = await visitor.response();
    clearInterval(drip);
    assert.equal(response.status, 408);
    assert.equal(response.field("connection"), "close");
    const record = await journal.end();
    assert.equal(record.outcome, "timed out");
    assert.equal(record.reason, "the request's head did not come in time");
    assert.ok(record.total > 40, `${record.total} ms`);
    assert.deepEqual([record.method, record.target, record.version], ["GET", "/", "1.1"]);
  });

  it("a head that stops in its middle is answered 408, behind the answers before it", async (test) => {
    const { visit } = await serve(test, echo, { headMilliseconds: 10 });
    const visitor = await visit();
    await visitor.send(`${get("/whole")}GET /ha`);
    assert.equal((await visitor.response()).body.toString(), "/whole");
    assert.equal((await visitor.response()).status, 408);
  });

  const read: FileContent["read"] = (_target, _offset, length, _position, done) => setImmediate(done, null, length);
  const file = { read, release: () => undefined };
  const endless: Readonly<Record<string, () => Response>> = {
    "a stream": () => streamed(pieces(100_000)),
    "a file": () => new Response({ status: 200, body: { kind: "file", file, first: 0, length: 1e12 } }),
  };
  for (const [what, answer] of Object.entries(endless)) {
    it(`a visitor who takes nothing of ${what} is given up`, async (test) => {
      const { visit, journal, empty } = await serve(test, answer, { stallMilliseconds: 30 });
      const visitor = await visit();
      visitor.socket.pause();
      await visitor.send(get("/"));
      const record = await journal.end();
      assert.equal(record.outcome, "timed out");
      assert.equal(record.reason, "the visitor took nothing, or too little, of the answer for too long");
      assert.equal(record.status, 200);
      await empty();
    });
  }

  const paces = [
    { rule: "drips is given up: single bytes do not renew its time", bytes: 10, outcome: "timed out" },
    { rule: "comes slowly, but at a modem's pace, is waited for", bytes: 100, outcome: "complete" },
  ];
  for (const { rule, bytes, outcome } of paces) {
    it(`a body that ${rule}`, async (test) => {
      let now = performance.now();
      test.mock.timers.enable({ apis: ["setInterval"] });
      test.mock.method(performance, "now", () => now);
      let received = 0;
      const count = async (body: BodyReader) => {
        for await (const part of body) received += part.length;
        return textResponse({ status: 200 }, "thanks");
      };
      const limits = { stallMilliseconds: 60_000, stallBytes: 100 };
      const { visit, journal } = await serve(test, ({ body }) => new Later(count(body)), limits);
      const visitor = await visit();
      await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n");
      await until(() => journal.born.length === 1);
      for (let sent = 0; sent < 500 && journal.ended.length === 0; sent += bytes) {
        await visitor.send("x".repeat(bytes));
        await until(() => received === sent + bytes || journal.ended.length > 0);
        now += 20_000;
        test.mock.timers.tick(5);
      }
      assert.equal((await journal.end()).outcome, outcome);
    });
  }

  const nights = [
    { rule: "goes on where the visitor does", isThere: true, outcome: "complete" },
    { rule: "has its time anew, and no more, where the visitor does not", isThere: false, outcome: "timed out" },
  ];
  for (const { rule, isThere, outcome } of nights) {
    it(`a transfer during which the computer slept ${rule}`, async (test) => {
      let now = performance.now();
      test.mock.timers.enable({ apis: ["setInterval"] });
      test.mock.method(performance, "now", () => now);
      const limits = { sleepMilliseconds: 10_000 };
      const { visit, journal, server } = await serve(test, () => streamed(pieces(100_000, 200)), limits);
      const visitor = await visit();
      visitor.socket.pause();
      await visitor.send(get("/"));
      await until(() => journal.born.length === 1);
      await settled(() => server.counters.bytesSent);
      now += 8 * 60 * 60 * 1000;
      test.mock.timers.tick(5);
      await settled(() => journal.ended.length);
      assert.equal(journal.ended.length, 0);
      if (isThere) visitor.socket.resume();
      else for (let seconds = 0; seconds < 70; seconds += 5, now += 5000) test.mock.timers.tick(5);
      assert.equal((await journal.end()).outcome, outcome);
    });
  }

  for (const [what, waits] of [
    ["request", get("/waits")],
    ["file", post("/waits", "hello")],
  ] as const) {
    it(`a ${what} that waits too long for a worker gets 503 with Retry-After, and the connection stays`, async (test) => {
      const gate = latch();
      const { visit, server, journal } = await serve(
        test,
        (request) => (request.target === "/slow" ? gate.opened.then(() => echo(request)) : echo(request)),
        { queueMilliseconds: 20 },
        { workerCount: 1 },
      );
      const [slow, waiting] = [await visit(), await visit()];
      await slow.send(get("/slow"));
      await until(() => server.counters.queue.busy === 1);
      await waiting.send(waits);
      const refusal = await waiting.response();
      assert.equal(refusal.status, 503);
      assert.match(refusal.field("retry-after") ?? "", /^[0-9]+$/);
      const { outcome, waited } = await journal.end();
      assert.equal(outcome, "refused");
      assert.ok(waited > 20);
      assert.equal(server.counters.queue.longestWait, waited);
      assert.equal(server.counters.queue.refused, 1);
      gate.open();
      assert.equal((await slow.response()).status, 200);
      await waiting.send(get("/again"));
      assert.equal((await waiting.response()).body.toString(), "/again");
    });
  }

  it("a handler that takes its time is not hurried", async (test) => {
    const gate = latch();
    let now = performance.now();
    test.mock.timers.enable({ apis: ["setInterval"] });
    test.mock.method(performance, "now", () => now);
    const limits = { idleMilliseconds: 1, headMilliseconds: 1, queueMilliseconds: 1, stallMilliseconds: 1 };
    const answer = () => new Later(gate.opened.then(() => textResponse({ status: 200 }, "ok")));
    const { visit, journal } = await serve(test, answer, limits);
    const visitor = await visit();
    await visitor.send(get("/"));
    await until(() => journal.born.length === 1);
    now += 1000;
    test.mock.timers.tick(5);
    gate.open();
    assert.equal((await visitor.response()).status, 200);
  });

  /** A disk that has given "first", and holds the rest until the gate is opened. */
  const heldFile = (opened: Promise<void>): Body => {
    const read: FileContent["read"] = (target, offset, _length, position, done) => {
      if (position === 0) done(null, target.write("first", offset));
      else void opened.then(() => done(null, target.write("later", offset)));
    };
    return { kind: "file", file: { read, release: () => undefined }, first: 0, length: 10 };
  };
  const heldStream = (opened: Promise<void>): Body => ({
    kind: "stream",
    stream: (async function* () {
      yield Buffer.from("first");
      await opened;
      yield Buffer.from("later");
    })(),
    length: 10,
  });
  for (const [what, held] of [
    ["file", heldFile],
    ["zip", heldStream],
  ] as const) {
    it(`a disk, or a cloud, that takes its time in the midst of a ${what} is waited for`, async (test) => {
      const gate = latch();
      let now = performance.now();
      test.mock.timers.enable({ apis: ["setInterval"] });
      test.mock.method(performance, "now", () => now);
      const { visit, journal, server } = await serve(
        test,
        () => new Response({ status: 200, body: held(gate.opened) }),
      );
      const visitor = await visit();
      await visitor.send(get("/"));
      await until(() => server.counters.bytesSent === 5);
      for (let seconds = 0; seconds < 300; seconds += 5, now += 5000) test.mock.timers.tick(5);
      gate.open();
      await until(() => server.counters.bytesSent === 10 || journal.ended.length > 0);
      test.mock.timers.tick(5);
      assert.deepEqual([journal.ended[0]?.outcome, journal.ended[0]?.reason], ["complete", ""]);
      assert.equal((await visitor.response()).body.toString(), "firstlater");
    });
  }
});
