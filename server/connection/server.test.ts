import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, Server as NetServer } from "node:net";
import { describe, it } from "node:test";
import { textResponse } from "../http/response.ts";
import { RawClient } from "../testing/raw-client.ts";
import { defaultLimits } from "./limits.ts";
import { Server } from "./server.ts";
import { echo, get, latch, pieces, post, serve, streamed, until } from "./testing.ts";

describe("a server's life", () => {
  it("is stopped, listens, and is stopped again", async () => {
    const server = new Server(echo);
    assert.deepEqual(server.state, { kind: "stopped" });
    const port = await server.start();
    assert.deepEqual(server.state, { kind: "listening", host: "127.0.0.1", port });
    await server.stop();
    assert.deepEqual(server.state, { kind: "stopped" });
  });

  it("starts again on the same port at once, although visitors were there", async (test) => {
    const { server, port, visit } = await serve(test, echo);
    for (let round = 0; round < 3; round++) {
      const visitor = await visit();
      await visitor.send(get("/"));
      assert.equal((await visitor.response()).status, 200);
      await server.stop();
      assert.equal(await server.start(port), port);
    }
  });

  it("says that a port is taken, and stays stopped", async (test) => {
    const { port } = await serve(test, echo);
    const second = new Server(echo, { port });
    await assert.rejects(second.start(), { code: "EADDRINUSE" });
    assert.deepEqual(second.state, { kind: "stopped" });
  });

  it("is reached at its own address, and at no other of this computer's", async (test) => {
    const { port } = await serve(test, echo);
    for (const host of ["::1", ...(process.platform === "linux" ? ["127.0.0.2"] : [])]) {
      const socket = connect({ host, port });
      test.after(() => socket.destroy());
      await assert.rejects(once(socket, "connect"), host);
    }
  });

  it("goes on where there is no descriptor for a visitor: the next one is answered", async (test) => {
    const listen = test.mock.method(NetServer.prototype, "listen");
    const { visit } = await serve(test, echo);
    const listener: unknown = listen.mock.calls[0]?.this;
    assert.ok(listener instanceof NetServer);
    listener.emit("error", Object.assign(new Error("accept EMFILE"), { code: "EMFILE" }));
    const visitor = await visit();
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).status, 200);
  });

  it("does not start twice", async (test) => {
    const { server } = await serve(test, echo);
    await assert.rejects(server.start(), /the server is listening/);
  });

  it("stops without having been started", async () => {
    await new Server(echo).stop();
  });
});

describe("a graceful stop", () => {
  it("accepts nobody any more", async (test) => {
    const { server, port } = await serve(test, echo);
    await server.stop();
    await assert.rejects(RawClient.open(port), { code: "ECONNREFUSED" });
  });

  it("closes idle connections at once", async (test) => {
    const { server, visit } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(get("/"));
    await visitor.response();
    await server.stop();
    assert.equal((await visitor.rest()).end, "fin");
  });

  it("lets a handler finish, whose answer says that the connection closes", async (test) => {
    const gate = latch();
    const { server, journal, visit } = await serve(test, () =>
      gate.opened.then(() => textResponse({ status: 200 }, "done")),
    );
    const visitor = await visit();
    await visitor.send(get("/"));
    await until(() => journal.born.length === 1);
    const stopped = server.stop();
    assert.equal(server.state.kind, "stopping");
    gate.open();
    const response = await visitor.response();
    assert.equal(response.body.toString(), "done");
    assert.equal(response.field("connection"), "close");
    await stopped;
    assert.equal((await visitor.rest()).end, "fin");
  });

  it("lets an answer on its way out finish, then closes its connection, although it was to be kept", async (test) => {
    const gate = latch();
    async function* body() {
      yield Buffer.from("first ");
      await gate.opened;
      yield Buffer.from("last");
    }
    const { server, visit } = await serve(test, () => streamed(body()));
    const visitor = await visit();
    await visitor.send(get("/"));
    await visitor.until(20);
    const stopped = server.stop(60_000);
    gate.open();
    assert.equal((await visitor.response()).body.toString(), "first last");
    await stopped;
  });

  it("closes when a body that nobody read has been read off", async (test) => {
    const { server, visit, journal } = await serve(test, echo);
    const visitor = await visit();
    await visitor.send(post("/", "").replace("Content-Length: 0", "Content-Length: 10") + "12345");
    await visitor.response("POST");
    await journal.end();
    const stopped = server.stop(60_000);
    await visitor.send("67890");
    await stopped;
  });

  it("is over when nobody is left, and every record has ended", async (test) => {
    const { server, visit } = await serve(test, () => streamed(pieces(1000)));
    for (const visitor of [await visit(), await visit()]) {
      await visitor.send(get("/"));
      await visitor.until(20);
    }
    await server.stop(0);
    const { connectionsOpen, requests, ended } = server.counters;
    assert.deepEqual({ connectionsOpen, requests, ended }, { connectionsOpen: 0, requests: 2, ended: 2 });
  });

  it("ends what is not through in time, as stopped", async (test) => {
    const { server, journal, visit } = await serve(test, () => streamed(pieces(1000)));
    const visitor = await visit();
    await visitor.send(get("/"));
    await visitor.until(5000);
    await server.stop(1);
    const { outcome, reason } = await journal.end();
    assert.deepEqual([outcome, reason], ["failed", "sharing was stopped"]); // no visitor left
    assert.equal(server.counters.connectionsOpen, 0);
  });

  it("ends at once when somebody loses patience", async (test) => {
    const { server, visit } = await serve(test, () => streamed(pieces(1000)));
    const visitor = await visit();
    await visitor.send(get("/"));
    await visitor.until(5000);
    const stopped = server.stop(60_000);
    server.closeAll();
    await stopped;
  });

  it("asked for twice, is over for both at the same time", async (test) => {
    const gate = latch();
    const { server, journal, visit } = await serve(test, () =>
      gate.opened.then(() => textResponse({ status: 200 }, "done")),
    );
    const visitor = await visit();
    await visitor.send(get("/"));
    await until(() => journal.born.length === 1);
    const first = server.stop(60_000);
    const second = server.stop(60_000).then(() => server.state.kind);
    gate.open();
    assert.equal(await second, "stopped");
    await first;
  });
});

describe("a server's limits of connections", () => {
  it("answers 503 with Retry-After and closes what is over the limit in all", async (test) => {
    const { server, visit, journal } = await serve(test, echo, { connections: 2 });
    const [first, second] = [await visit(), await visit()];
    const third = await visit();
    const refusal = await third.response();
    assert.deepEqual([refusal.status, refusal.field("connection")], [503, "close"]);
    assert.match(refusal.field("retry-after") ?? "", /^[0-9]+$/);
    assert.equal((await third.rest()).end, "fin");
    const { outcome, reason } = await journal.end();
    assert.deepEqual([outcome, reason], ["refused", "too many connections at once: 2 are the limit"]);
    for (const visitor of [first, second]) {
      await visitor.send(get("/"));
      assert.equal((await visitor.response()).status, 200);
    }
    assert.equal(server.counters.connectionsRefused, 1);
    assert.equal(server.counters.connectionsAccepted, 3);
  });

  it("gives those who are turned away no place of others, and only a few of them a word", async (test) => {
    const { server, visit } = await serve(test, echo, { connections: 2, turnedAway: 1 });
    const [, second] = [await visit(), await visit()];
    const third = await visit();
    assert.equal((await third.response()).status, 503);
    const fourth = await visit();
    assert.equal((await fourth.rest()).bytes.length, 0);
    second.close();
    await until(() => server.counters.connectionsOpen === 2); // the third has its answer, and does not leave
    const fifth = await visit();
    await fifth.send(get("/"));
    assert.equal((await fifth.response()).status, 200);
    third.close();
    await until(() => server.counters.connectionsOpen === 2);
    assert.equal((await (await visit()).response()).status, 503);
    assert.equal(server.counters.connectionsRefused, 3);
  });

  it("makes room when somebody leaves", async (test) => {
    const { server, visit } = await serve(test, echo, { connections: 1 });
    (await visit()).close();
    await until(() => server.counters.connectionsAccepted === 1 && server.counters.connectionsOpen === 0);
    const visitor = await visit();
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).status, 200);
  });

  it("does not count this computer's own connections by address", async (test) => {
    const { visit } = await serve(test, echo, { connectionsPerAddress: 1 });
    await visit();
    const visitor = await visit();
    await visitor.send(get("/"));
    assert.equal((await visitor.response()).status, 200);
  });
});

describe("the limits, unless told otherwise", () => {
  it("leave half of all transfers to others, whatever one address does", () => {
    assert.ok(defaultLimits.connectionsPerAddress <= defaultLimits.transfers / 2);
  });
});

describe("a server's counters", () => {
  it("are exact", async (test) => {
    const { server, visit, empty } = await serve(test, (request) =>
      request.target === "/missing" ? textResponse({ status: 404 }, "no") : textResponse({ status: 200 }, "yes!"),
    );
    const visitor = await visit();
    await visitor.send(get("/") + get("/missing") + get("/", "Connection: close\r\n"));
    await visitor.rest();
    const garbage = await visit();
    await garbage.send("garbage\r\n\r\n");
    garbage.halfClose();
    await garbage.rest();
    await empty();
    const { queue, ...counters } = server.counters;
    assert.deepEqual(counters, {
      connectionsOpen: 0,
      connectionsAccepted: 2,
      connectionsRefused: 0,
      requests: 4,
      ended: 4,
      byStatusClass: [0, 0, 2, 0, 2, 0],
      bytesSent: 4 + 2 + 4 + "400 Bad Request\n".length,
      bytesReceived: 0,
      transfers: 0,
    });
    assert.deepEqual(
      { workers: queue.workers, busy: queue.busy, waiting: queue.waiting },
      { workers: 16, busy: 0, waiting: 0 },
    );
  });
});
