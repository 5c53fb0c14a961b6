import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import type { FileContent } from "../http/response.ts";
import { BufferPool, headRoom, largestPiece, smallestPiece } from "./buffer-pool.ts";
import { FilePump } from "./file-pump.ts";
import { pumpStream } from "./stream-pump.ts";
import { connected, pieces } from "./testing.ts";
import { TurnBudget } from "./turn-budget.ts";

/** Fills the kernel's buffers until some bytes are left in the socket's own. */
function fill(socket: Socket): number {
  let filled = 0;
  while (socket.writableLength === 0) {
    socket.write(Buffer.alloc(4096));
    filled += 4096;
  }
  return filled;
}

const file = (size: number, reads: number[] = []): FileContent => ({
  read: (target, offset, length, position, done) => {
    reads.push(length);
    const count = Math.max(0, Math.min(length, size - position));
    for (let at = 0; at < count; at++) target[offset + at] = (position + at) % 251;
    setImmediate(() => done(null, count));
  },
  release: () => undefined,
});

const unheard = { written: () => undefined, asks: () => undefined };

function pumpFile(
  socket: Socket,
  content: FileContent,
  first: number,
  length: number,
): Promise<{ end: string; sent: number }> {
  return new Promise((resolve) => {
    let sent = 0;
    const events = {
      ...unheard,
      sent: (count: number) => (sent += count),
      ended: (end: string) => resolve({ end, sent }),
    };
    const body = { kind: "file", file: content, first, length } as const;
    new FilePump(socket, "HEAD\r\n\r\n", body, new BufferPool(2 * largestPiece), events).start();
  });
}

describe("a file's pump", () => {
  it("sends the head and exactly the part that was promised", async (test) => {
    const { socket, visitor } = await connected(test);
    assert.deepEqual(await pumpFile(socket, file(1e6), 1000, 300_000), { end: "whole", sent: 300_000 });
    socket.end();
    const { bytes } = await visitor.rest();
    assert.equal(bytes.toString("latin1", 0, 8), "HEAD\r\n\r\n");
    assert.deepEqual(bytes.subarray(8), Buffer.from(Array.from({ length: 300_000 }, (_, at) => (1000 + at) % 251)));
  });

  it("sends a head that is longer than the room in front of a piece", async (test) => {
    const { socket, visitor } = await connected(test);
    const head = "x".repeat(5000);
    await new Promise<void>((resolve) => {
      const body = { kind: "file", file: file(10), first: 0, length: 10 } as const;
      new FilePump(socket, head, body, new BufferPool(1e6), {
        ...unheard,
        sent: () => undefined,
        ended: () => resolve(),
      }).start();
    });
    socket.end();
    assert.equal((await visitor.rest()).bytes.length, 5010);
  });

  it("says that the file became shorter", async (test) => {
    const { socket } = await connected(test);
    assert.equal((await pumpFile(socket, file(100), 0, 200)).end, "broken");
  });

  it("says that the visitor left, and gives its buffers back", async (test) => {
    const { socket, visitor } = await connected(test);
    visitor.socket.pause();
    const pumped = pumpFile(socket, file(1e12), 0, 1e12);
    visitor.reset();
    assert.equal((await pumped).end, "left");
  });

  it("gives the file back where the visitor leaves while the disk is asked", async (test) => {
    const { socket } = await connected(test);
    let released = 0;
    const leaving: FileContent = {
      read: (_target, _offset, length, _position, done) => {
        socket.destroy();
        setImmediate(() => done(null, length));
      },
      release: () => released++,
    };
    assert.deepEqual(await pumpFile(socket, leaving, 0, 1000), { end: "left", sent: 0 });
    assert.equal(released, 1);
  });

  it("takes smaller pieces as soon as its peer becomes slow, however long it was fast", async (test) => {
    const { socket, visitor } = await connected(test);
    const reads: number[] = [];
    let step = 1;
    let now = 0;
    test.mock.method(performance, "now", () => (now += step));
    let slowFrom = Number.POSITIVE_INFINITY;
    visitor.socket.on("data", () => {
      if (step === 1 && reads.length > 200) [step, slowFrom] = [10_000, reads.length];
      if (reads.length > slowFrom + 10) visitor.reset();
    });
    await pumpFile(socket, file(1e12, reads), 0, 1e12);
    assert.equal(Math.max(...reads), largestPiece + headRoom);
    assert.equal(reads.at(-1), smallestPiece + headRoom);
  });

  it("reads no further while the peer takes nothing", async (test) => {
    const { socket, visitor } = await connected(test);
    visitor.socket.pause();
    fill(socket);
    const reads: number[] = [];
    void pumpFile(socket, file(1e12, reads), 0, 1e12);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    assert.equal(reads.length, 1);
  });
});

describe("a stream's pump", () => {
  for (const isChunked of [true, false]) {
    it(`is through when the kernel has the last byte, not before: ${isChunked ? "chunked" : "plain"}`, async (test) => {
      const { socket, visitor } = await connected(test);
      visitor.socket.pause();
      const filled = fill(socket);
      const body = { kind: "stream", stream: pieces(100, 3), length: isChunked ? undefined : 300 } as const;
      const left = new Promise<number>((resolve) => {
        const ended = () => resolve(socket.writableLength);
        void pumpStream(socket, "", body, isChunked, { ...unheard, sent: () => undefined, ended }, new TurnBudget(3));
      });
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      visitor.socket.resume();
      assert.equal(await left, 0);
      socket.destroy();
      const { bytes } = await visitor.rest();
      assert.equal(bytes.length, filled + (isChunked ? 3 * (4 + 100 + 2) + 5 : 300));
    });
  }

  it("sends pieces of any length as they are: an empty one is not the last chunk", async (test) => {
    const { socket, visitor } = await connected(test);
    const stream = Readable.from(["a", "", "bcd", ""].map((text) => Buffer.from(text)));
    const ended = new Promise((resolve) => {
      const events = { ...unheard, sent: () => undefined, ended: resolve };
      void pumpStream(socket, "HEAD", { kind: "stream", stream, length: undefined }, true, events, new TurnBudget(3));
    });
    assert.equal(await ended, "whole");
    socket.end();
    assert.equal((await visitor.rest()).bytes.toString(), "HEAD1\r\na\r\n3\r\nbcd\r\n0\r\n\r\n");
  });

  it("pulls nothing while the peer takes nothing", async (test) => {
    const { socket, visitor } = await connected(test);
    visitor.socket.pause();
    let pulled = 0;
    async function* counted() {
      for await (const piece of pieces(100_000)) {
        pulled++;
        yield piece;
      }
    }
    const body = { kind: "stream", stream: counted(), length: undefined } as const;
    const ended = new Promise<string>((resolve) => {
      void pumpStream(socket, "", body, true, { ...unheard, sent: () => undefined, ended: resolve }, new TurnBudget(3));
    });
    let before = -1;
    while (pulled !== before) {
      before = pulled;
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    }
    assert.ok(pulled < 200, `${pulled} pieces`);
    visitor.reset();
    assert.equal(await ended, "left");
  });

  it("lets others go first when the turn's time is used up, however fast the peer takes it", async (test) => {
    const { socket } = await connected(test);
    let turns = 0;
    let next = setImmediate(function count() {
      turns++;
      next = setImmediate(count);
    });
    test.after(() => clearImmediate(next));
    const used = new Set<number>();
    async function* made() {
      for (let count = 0; count < 100; count++) {
        used.add(turns);
        yield await Promise.resolve(Buffer.from("x"));
      }
    }
    let now = 0;
    test.mock.method(performance, "now", () => now++);
    const body = { kind: "stream", stream: made(), length: 100 } as const;
    const end = await new Promise<string>((resolve) => {
      void pumpStream(
        socket,
        "",
        body,
        false,
        { ...unheard, sent: () => undefined, ended: resolve },
        new TurnBudget(5),
      );
    });
    assert.equal(end, "whole");
    assert.ok(used.size >= 10, `${used.size} turns`);
  });
});
