import assert from "node:assert/strict";
import { Socket } from "node:net";
import { describe, it } from "node:test";
import { Later, type Handler } from "../http/handler.ts";
import type { Request } from "../http/request.ts";
import { Response, textResponse, type FileContent } from "../http/response.ts";
import { get, latch, pieces, post, serve, settled, streamed, until, type Served } from "./testing.ts";

/** A file made of one letter, that counts who holds it. */
function letters(leases: { open: number }): FileContent {
  leases.open++;
  return {
    read: (target, offset, length, _position, done) => {
      target.fill("x", offset, offset + length);
      setImmediate(() => done(null, length));
    },
    release: () => leases.open--,
  };
}

/** Nothing is left of visitors: no connection, no transfer, no record under way, each record ended once. */
async function assertNothingLeft({ server, journal, empty }: Served): Promise<void> {
  await empty();
  await until(() => server.counters.transfers === 0 && server.counters.queue.busy === 0);
  const { queue, requests, ended } = server.counters;
  assert.deepEqual({ waiting: queue.waiting, parked: queue.parked }, { waiting: 0, parked: 0 });
  assert.equal(ended, requests);
  assert.deepEqual(server.log.active, []);
  const ids = journal.ended.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, "a record that ended twice");
}

describe("a visitor who says that nothing more comes", () => {
  it("counts as gone after a while, for those whose work is only for a visitor who waits", async (test) => {
    const begun = latch();
    let wasThere: boolean | undefined;
    const handler: Handler = async (request) => {
      begun.open();
      wasThere = !request.hasLeft();
      await until(() => request.hasLeft());
      return textResponse({ status: 200 }, "still answered");
    };
    const served = await serve(test, handler, { halfOpenMilliseconds: 30 });
    const visitor = await served.visit();
    await visitor.send(get("/"));
    await begun.opened;
    visitor.socket.end();
    assert.equal((await visitor.response()).body.toString(), "still answered");
    assert.equal(wasThere, true);
  });
});

describe("a reset at every byte", () => {
  it("of a request leaves nothing behind", async (test) => {
    const handler: Handler = (request) =>
      new Later(request.body.readAll(100).then((body) => textResponse({ status: 200 }, body.toString())));
    const served = await serve(test, handler);
    const request = post("/upload", "12345", "User-Agent: tester\r\n");
    for (let length = 0; length <= request.length; length++) {
      const visitor = await served.visit();
      await visitor.send(request.slice(0, length));
      visitor.reset();
    }
    await assertNothingLeft(served);
    assert.equal(served.server.counters.byStatusClass[5], 0);
  });

  it("of a small answer leaves nothing behind", async (test) => {
    const served = await serve(test, () => textResponse({ status: 200 }, "a small answer"));
    const visitor = await served.visit();
    await visitor.send(get("/"));
    await visitor.until(20);
    const { length } = visitor.received;
    for (let at = 0; at <= length; at++) {
      const other = await served.visit();
      void other.send(get("/"));
      await other.until(at);
      other.reset();
    }
    visitor.close();
    await assertNothingLeft(served);
  });

  const kinds = ["a stream of unknown length", "a stream of known length", "a file"] as const;
  for (const kind of kinds) {
    it(`of ${kind} leaves nothing behind, and gives back what was held`, async (test) => {
      const leases = { open: 0 };
      const bodies = {
        "a stream of unknown length": () => streamed(held(leases)),
        "a stream of known length": () => streamed(held(leases), 400_000),
        "a file": () =>
          new Response({ status: 200, body: { kind: "file", file: letters(leases), first: 0, length: 400_000 } }),
      };
      const served = await serve(test, () => bodies[kind]());
      for (let at = 1; at < 400; at += at < 250 ? 7 : 50) {
        const visitor = await served.visit();
        void visitor.send(get("/"));
        await visitor.until(at);
        visitor.reset();
      }
      for (const at of [1000, 65_536, 65_537, 200_000, 399_000]) {
        const visitor = await served.visit();
        void visitor.send(get("/"));
        await visitor.until(at);
        visitor.reset();
      }
      await assertNothingLeft(served);
      await until(() => leases.open === 0);
    });
  }

  it("while a stalled answer fills every buffer leaves nothing behind", async (test) => {
    const leases = { open: 0 };
    const file = () =>
      new Response({ status: 200, body: { kind: "file", file: letters(leases), first: 0, length: 1e12 } });
    const served = await serve(test, file);
    for (let round = 0; round < 5; round++) {
      const visitor = await served.visit();
      visitor.socket.pause();
      await visitor.send(get("/"));
      let sent = -1;
      await until(() => {
        const { bytesSent } = served.server.counters;
        const isStalled = bytesSent > 0 && bytesSent === sent && served.server.counters.transfers === 1;
        sent = bytesSent;
        return isStalled;
      });
      visitor.reset();
      await until(() => served.server.counters.transfers === 0);
    }
    await assertNothingLeft(served);
    await until(() => leases.open === 0);
    assert.deepEqual([...new Set(served.journal.ended.map(({ outcome }) => outcome))], ["client left"]);
  });
});

async function* held(leases: { open: number }): AsyncGenerator<Buffer> {
  leases.open++;
  try {
    yield* pieces(40_000, 10);
  } finally {
    leases.open--;
  }
}

describe("a client that leaves", () => {
  it("while a handler works costs nothing: its answer is thrown away", async (test) => {
    const gate = latch();
    const leases = { open: 0 };
    const answer = () => {
      const file = letters(leases);
      return new Response({ status: 200, body: { kind: "file", file, first: 0, length: 1000 } });
    };
    const served = await serve(test, () => gate.opened.then(answer));
    const visitor = await served.visit();
    await visitor.send(get("/"));
    await until(() => served.journal.born.length === 1);
    visitor.reset();
    const record = await served.journal.end();
    assert.equal(record.outcome, "client left");
    assert.equal(record.status, 0);
    gate.open();
    await assertNothingLeft(served);
    await until(() => leases.open === 0);
  });

  it("before its handler asks for the body holds no place among those who are sending", async (test) => {
    const gate = latch();
    const read = latch();
    const take = async (request: Request) => {
      await gate.opened;
      await request.body.readAll(1000).finally(read.open);
      return textResponse({ status: 200 }, "");
    };
    const served = await serve(test, (request) => new Later(take(request)));
    const visitor = await served.visit();
    await visitor.send(post("/", "the whole body").slice(0, -1));
    await until(() => served.journal.born.length === 1);
    visitor.reset();
    assert.equal((await served.journal.end()).outcome, "client left");
    gate.open();
    await read.opened;
    assert.equal(served.server.counters.transfers, 0);
    await assertNothingLeft(served);
  });

  it("with many requests in the pipe has a record for each that was taken up", async (test) => {
    const gate = latch();
    const served = await serve(test, (request) =>
      request.target === "/slow"
        ? gate.opened.then(() => textResponse({ status: 200 }, ""))
        : textResponse({ status: 200 }, "quick"),
    );
    const visitor = await served.visit();
    await visitor.send(get("/quick").repeat(3) + get("/slow") + get("/quick"));
    await until(() => served.journal.ended.length === 3);
    visitor.reset();
    await until(() => served.journal.ended.length === 4);
    gate.open();
    await assertNothingLeft(served);
    assert.deepEqual(
      served.journal.ended.map(({ outcome }) => outcome),
      ["complete", "complete", "complete", "client left"],
    );
  });

  it("in the same turn as its answer is worked out did not get it", async (test) => {
    const gate = latch();
    const served = await serve(test, () => gate.opened.then(() => textResponse({ status: 200 }, "too late")));
    const visitor = await served.visit();
    await visitor.send(get("/"));
    await until(() => served.journal.born.length === 1);
    served.server.closeAll();
    gate.open();
    const { outcome, bytesSent } = await served.journal.end();
    assert.deepEqual([outcome, bytesSent], ["failed", 0]); // its visitor was made to leave
    await assertNothingLeft(served);
  });

  it("just before its answer is written did not get it", async (test) => {
    const leave: (() => void)[] = [];
    const served = await serve(test, () => {
      for (const reset of leave) reset();
      return textResponse({ status: 200 }, "too late");
    });
    const visitor = await served.visit();
    leave.push(() => visitor.reset());
    void visitor.send(get("/"));
    await assertNotTaken(served);
  });

  it("as soon as it has taken all of an answer got it: what would be written behind it is not asked", async (test) => {
    type Done = (error?: Error | null) => void;
    const write = function (this: Socket, chunk: Buffer, encoding: BufferEncoding, done: Done): void {
      if (chunk.length > 0) this._writev?.([{ chunk, encoding }], done);
      else done(new Error("the visitor has reset its connection"));
    };
    test.mock.method(Socket.prototype, "_write", write);
    const served = await serve(test, () => textResponse({ status: 200 }, "x".repeat(20_000_000)));
    const visitor = await served.visit();
    await visitor.send(get("/"));
    const { outcome, bytesSent } = await served.journal.end();
    assert.deepEqual([outcome, bytesSent], ["complete", 20_000_000]);
  });

  it("when it has ended its own side, and has not taken the answer, did not get it", async (test) => {
    const begun = latch();
    const served = await serve(test, () => {
      begun.open();
      return textResponse({ status: 200 }, "x".repeat(20_000_000));
    });
    const visitor = await served.visit();
    visitor.socket.pause();
    await visitor.send(get("/"));
    visitor.halfClose();
    await begun.opened;
    await until(() => served.server.counters.requests === 1);
    await settled(() => visitor.socket.bytesRead);
    visitor.reset();
    await assertNotTaken(served);
  });

  it("while a stream gives nothing gets nothing of what it gives then", async (test) => {
    const gate = latch();
    const given = latch();
    const stream = async function* () {
      try {
        yield Buffer.from("first");
        await gate.opened;
        yield Buffer.from("second");
      } finally {
        given.open();
      }
    };
    const served = await serve(test, () => streamed(stream()));
    const visitor = await served.visit();
    await visitor.send(get("/"));
    await visitor.until(94);
    visitor.reset();
    const { bytesSent } = await served.journal.end();
    const endedAt = performance.now();
    await until(() => performance.now() - endedAt > progressAge);
    const { length } = served.journal.progressed;
    gate.open();
    await given.opened;
    await assertNothingLeft(served);
    assert.equal(served.journal.progressed.length, length, "progress behind the end");
    assert.deepEqual([bytesSent, served.server.counters.bytesSent], [5, 5]);
  });
});

/** Milliseconds after which a record that goes on is told of again, and more. */
const progressAge = 300;

/** The one answer counts as not received. */
async function assertNotTaken(served: Served): Promise<void> {
  const { outcome, bytesSent } = await served.journal.end();
  assert.deepEqual([outcome, bytesSent, served.server.counters.bytesSent], ["client left", 0, 0]);
  await assertNothingLeft(served);
}
