import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it, type TestContext } from "node:test";
import { Later, type Handler } from "../http/handler.ts";
import { type Response, textResponse } from "../http/response.ts";
import { get, latch, pieces, post, serve, settled, streamed, until } from "./testing.ts";

describe("the record of an answer that its visitor has not taken yet, behind which another one is given,", () => {
  const size = 20_000_000;
  const giving = async (test: TestContext) => {
    const isAnswered = latch();
    const handler: Handler = ({ method, body }) => {
      if (method === "GET") return textResponse({ status: 200 }, "x".repeat(size));
      const answer = async (): Promise<Response> => {
        await body.readAll(100);
        isAnswered.open();
        return textResponse({ status: 200 }, "second");
      };
      return new Later(answer());
    };
    const served = await serve(test, handler, { gatherBytes: 2 * size, turnMilliseconds: 10_000 });
    const visitor = await served.visit();
    visitor.socket.pause();
    const second = post("/", "abc");
    await visitor.send(get("/") + second.slice(0, -3));
    await until(() => served.server.counters.transfers === 1); // its body is waited for: the first answer has left before
    await visitor.send("abc");
    await isAnswered.opened;
    await settled(() => served.server.counters.bytesSent);
    return { ...served, visitor };
  };

  it("ends with its connection", async (test) => {
    const { visitor, journal, empty } = await giving(test);
    visitor.socket.resetAndDestroy();
    await empty();
    const ends = journal.ended.map(({ method, outcome, bytesSent }) => [method, outcome, bytesSent]);
    assert.deepEqual(ends, [
      ["GET", "client left", 0],
      ["POST", "client left", 0],
    ]);
  });

  it("ends when it is taken, and counts its bytes but once", async (test) => {
    const { visitor, journal } = await giving(test);
    visitor.socket.resume();
    assert.deepEqual([(await visitor.response()).body.length, (await visitor.response()).body.length], [size, 6]);
    await journal.end(2);
    const ends = journal.ended.map(({ method, outcome, bytesSent }) => [method, outcome, bytesSent]);
    assert.deepEqual(ends, [
      ["GET", "complete", size],
      ["POST", "complete", 6],
    ]);
  });
});

describe("the record of an answer that its visitor was gone before,", () => {
  const onLinux = { skip: process.platform !== "linux" && "only Linux gives a request that a reset came behind" };
  const answers = {
    "a small one": () => textResponse({ status: 200 }, "a small answer"),
    "a stream": () => streamed(pieces(10, 1)),
  };
  for (const [what, answer] of Object.entries(answers))
    it(`has no first byte, for none has left: ${what}`, onLinux, async (test) => {
      const { visit, journal } = await serve(test, answer);
      const visitor = await visit();
      void visitor.send(get("/"));
      visitor.reset();
      const { outcome, status, bytesSent, firstByte } = await journal.end();
      assert.deepEqual([outcome, status, bytesSent, firstByte], ["client left", 200, 0, -1]);
    });
});

describe("the record of a file that came whole, where the visitor leaves before it is saved,", () => {
  const bodies = [
    { what: "of known length", rest: "Content-Length: 3\r\n\r\nabc" },
    { what: "in chunks", rest: "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" },
  ];
  const saving = async (test: TestContext, rest = bodies[0]?.rest) => {
    const [came, isSaved] = [latch(), latch()];
    const served = await serve(test, ({ body }) => {
      const save = async (): Promise<Response> => {
        await body.readAll(100);
        came.open();
        await isSaved.opened;
        return textResponse({ status: 201, reason: 'saved as "a.txt"', saved: ["/inbox/a.txt"] }, "saved");
      };
      return new Later(save());
    });
    const visitor = await served.visit();
    await visitor.send(`PUT /a.txt HTTP/1.1\r\nHost: h\r\n${rest}`);
    await came.opened;
    return { ...served, isSaved, visitor };
  };
  const leaving = async (test: TestContext, rest?: string) => {
    const served = await saving(test, rest);
    served.visitor.socket.resetAndDestroy();
    await once(served.visitor.socket, "close");
    return served;
  };

  for (const { what, rest } of bodies)
    it(`ends when it is, and says so: ${what}`, async (test) => {
      const { journal, isSaved, empty } = await leaving(test, rest);
      await settled(() => journal.ended.length);
      assert.equal(journal.ended.length, 0);
      isSaved.open();
      const { outcome, status, bytesReceived, filesSaved, reason } = await journal.end();
      assert.deepEqual([outcome, status, bytesReceived, filesSaved], ["client left", 0, 3, 1]);
      assert.equal(reason, 'saved as "a.txt"');
      await empty();
    });

  for (const { what, rest } of bodies)
    it(`ends when it is, also where nobody had begun to read it: ${what}`, async (test) => {
      const mayRead = latch();
      const { visit, journal, empty } = await serve(test, ({ body }) => {
        const save = async (): Promise<Response> => {
          await mayRead.opened; // the disk makes a place for it
          await body.readAll(100);
          return textResponse({ status: 201, saved: ["/inbox/a.txt"] }, "saved");
        };
        return new Later(save());
      });
      const visitor = await visit();
      await visitor.send(`PUT /a.txt HTTP/1.1\r\nHost: h\r\n${rest}`);
      await until(() => journal.born.length === 1);
      visitor.socket.resetAndDestroy();
      await once(visitor.socket, "close");
      await settled(() => journal.ended.length);
      mayRead.open();
      const { outcome, status, bytesReceived, filesSaved } = await journal.end();
      assert.deepEqual([outcome, status, bytesReceived, filesSaved], ["client left", 0, 3, 1]);
      await empty();
    });

  it("ends when it is, also where the owner has ended its connection, before or after that", async (test) => {
    for (const come of [saving, leaving]) {
      const { journal, isSaved, server, empty } = await come(test);
      await settled(() => journal.ended.length);
      server.closeThose(() => true, "the owner has ended it");
      await settled(() => journal.ended.length);
      assert.equal(journal.ended.length, 0);
      isSaved.open();
      const { outcome, filesSaved, reason } = await journal.end();
      assert.deepEqual([outcome, filesSaved, reason], ["failed", 1, 'the owner has ended it; saved as "a.txt"']);
      await empty();
    }
  });

  it("ends with the server's patience, and but once", async (test) => {
    const { journal, isSaved, server } = await leaving(test);
    await settled(() => journal.ended.length);
    await server.stop(0);
    const { reason, filesSaved } = await journal.end();
    assert.deepEqual([reason, filesSaved], ["sharing was stopped", 0]);
    isSaved.open();
    await settled(() => journal.ended.length);
    assert.equal(journal.ended.length, 1);
    assert.equal(server.counters.connectionsOpen, 0);
  });
});
