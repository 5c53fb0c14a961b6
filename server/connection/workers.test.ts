import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { Later, type Answer } from "../http/handler.ts";
import { HttpError } from "../http/http-error.ts";
import type { Request } from "../http/request.ts";
import type { Response } from "../http/response.ts";
import type { RawClient } from "../testing/raw-client.ts";
import { echo, get, latch, pieces, serve, streamed, until } from "./testing.ts";

/** One worker, who is busy with what the first visitor asked for until the gate opens; the second one's request waits. */
async function oneWaiting(test: TestContext) {
  const gate = latch();
  const seen: string[] = [];
  const handler = (request: Request): Promise<Answer> => {
    seen.push(request.target);
    return gate.opened.then(() => echo(request));
  };
  const { visit, server, journal } = await serve(test, handler, {}, { workerCount: 1 });
  const [first, second] = [await visit(), await visit()];
  await first.send(get("/first"));
  await until(() => server.counters.queue.busy === 1);
  await second.send(get("/second"));
  await until(() => server.counters.queue.waiting === 1);
  return { gate, seen, server, journal, first, second };
}

describe("a worker", () => {
  it("is not held by idle connections, slow heads and long downloads", async (test) => {
    const { visit, server } = await serve(
      test,
      (request) => (request.target === "/film" ? streamed(pieces(100_000)) : echo(request)),
      {},
      { workerCount: 4, backlog: 1 },
    );
    for (let other = 0; other < 12; other++) {
      const visitor = await visit();
      visitor.socket.pause();
      await visitor.send(["", "GET / HT", get("/film")][other % 3] ?? "");
    }
    await until(() => server.counters.transfers === 4);
    assert.equal(server.counters.queue.busy, 0);
    const visitor = await visit();
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).status, 200);
  });

  it("is held while a handler works, and free again for an answer that comes later", async (test) => {
    const gate = latch();
    const { visit, server } = await serve(test, (request) => {
      const answer = gate.opened.then(() => echo(request) as Response);
      return request.target === "/later" ? new Later(answer) : answer;
    });
    const [worked, later] = [await visit(), await visit()];
    await worked.send(get("/worked"));
    await until(() => server.counters.requests === 1);
    await later.send(get("/later"));
    await until(() => server.counters.requests === 2);
    assert.equal(server.counters.queue.busy, 1);
    gate.open();
    assert.equal((await worked.response()).body.toString(), "/worked");
    assert.equal((await later.response()).body.toString(), "/later");
    assert.equal(server.counters.queue.busy, 0);
  });

  it("takes requests that waited in the order in which they came, parked ones last", async (test) => {
    const gate = latch();
    const order: string[] = [];
    const { server, visit } = await serve(
      test,
      (request) => {
        order.push(request.target);
        return gate.opened.then(() => echo(request));
      },
      {},
      { workerCount: 1, backlog: 2 },
    );
    const visitors: RawClient[] = [];
    for (let index = 0; index < 6; index++) {
      const visitor = await visit();
      await visitor.send(get(`/${index}`));
      await until(() => server.counters.requests === index + 1);
      visitors.push(visitor);
    }
    const { busy, waiting, parked } = server.counters.queue;
    assert.deepEqual({ busy, waiting, parked }, { busy: 1, waiting: 2, parked: 3 });
    gate.open();
    for (const visitor of visitors) assert.equal((await visitor.response()).status, 200);
    assert.deepEqual(order, ["/0", "/1", "/2", "/3", "/4", "/5"]);
  });

  it("took its time for a request, and its record says so, also where that waited alone", async (test) => {
    let now = Math.ceil(performance.now()); // a whole number, whose sums are exact
    test.mock.method(performance, "now", () => now);
    const { gate, server, journal } = await oneWaiting(test);
    now += 1000;
    gate.open();
    await journal.end(2);
    assert.deepEqual(
      journal.ended.map(({ target, waited }) => [target, waited]),
      [
        ["/first", 0],
        ["/second", 1000],
      ],
    );
    assert.equal(server.counters.queue.longestWait, 1000);
  });

  it("does not get a request whose client has left", async (test) => {
    const { gate, seen, server, journal, first, second } = await oneWaiting(test);
    second.reset();
    assert.equal((await journal.end()).outcome, "client left");
    assert.equal(server.counters.queue.waiting, 0);
    gate.open();
    await first.response();
    assert.deepEqual(seen, ["/first"]);
  });
});

describe("a handler that fails", () => {
  it("costs its visitor a 500 without a word of why, and nobody else anything", async (test) => {
    const { visit, journal } = await serve(test, (request) => {
      if (request.target === "/sync") throw new Error("a secret path");
      if (request.target === "/async") return Promise.reject(new Error("a secret path"));
      if (request.target === "/later") return new Later(Promise.reject(new Error("a secret path")));
      if (request.target === "/known") throw new HttpError(404, "a secret reason");
      return echo(request);
    });
    const visitor = await visit();
    for (const [target, status] of [
      ["/sync", 500],
      ["/async", 500],
      ["/later", 500],
      ["/known", 404],
      ["/", 200],
    ] as const) {
      await visitor.send(get(target));
      const response = await visitor.response();
      assert.equal(response.status, status, target);
      assert.doesNotMatch(response.head + response.body.toString(), /secret/);
    }
    assert.deepEqual(
      journal.ended.map(({ outcome }) => outcome),
      ["failed", "failed", "failed", "complete", "complete"],
    );
  });
});
