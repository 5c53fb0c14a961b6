import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { onIncomingBytes } from "./incoming-bytes.ts";
import { connected, settled, until } from "./testing.ts";

/** Takes the bytes of a socket, and says what has come. */
function take(socket: Socket, look: (taken: number) => void = () => undefined) {
  const pieces: Buffer[] = [];
  let length = 0;
  onIncomingBytes(socket, (bytes) => {
    pieces.push(bytes);
    length += bytes.length;
    look(pieces.length);
  });
  return { text: () => Buffer.concat(pieces).toString("latin1"), length: () => length };
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `${at};`);
const resumeLater = (socket: Socket) => {
  socket.pause();
  setImmediate(() => socket.resume());
};

const manners: readonly { name: string; look: (socket: Socket, taken: number) => void }[] = [
  { name: "never paused", look: () => undefined },
  { name: "paused behind every piece", look: resumeLater },
  { name: "paused behind every third piece", look: (socket, taken) => taken % 3 === 0 && resumeLater(socket) },
  { name: "paused and resumed at once", look: (socket) => socket.pause().resume() },
  { name: "paused twice, resumed in a tick", look: (socket) => queueMicrotask(() => socket.pause().pause().resume()) },
];

describe("a socket's bytes come whole and in order, and its end behind them", () => {
  for (const { name, look } of manners) {
    it(name, async (test) => {
      const { socket, visitor } = await connected(test);
      const taken = take(socket, (count) => look(socket, count));
      const ended = new Promise((resolve) => socket.once("end", resolve));
      const texts = [...numbered(300), "x".repeat(300_000), ...numbered(300)];
      for (const text of texts) await visitor.send(text);
      visitor.socket.end();
      await ended;
      assert.equal(taken.text(), texts.join(""));
    });
  }
});

describe("what arrives at a socket", () => {
  it("does not pass through its buffer while nothing waits there", async (test) => {
    const { socket, visitor } = await connected(test);
    const taken = take(socket);
    let events = 0;
    socket.on("data", () => events++);
    for (const text of numbered(20)) await visitor.send(text);
    await until(() => taken.length() === numbered(20).join("").length);
    assert.equal(events, 0);
  });

  it("is held back from the peer while it is paused, beyond a bound", async (test) => {
    const { socket, visitor } = await connected(test);
    const taken = take(socket);
    socket.pause();
    const sent = 64 * 1024 * 1024;
    visitor.socket.write(Buffer.alloc(sent));
    await until(() => socket.readableLength > 0);
    await settled(() => visitor.socket.bytesWritten - visitor.socket.writableLength + socket.readableLength);
    assert.equal(taken.length(), 0);
    assert.ok(socket.readableLength <= 2 * socket.readableHighWaterMark, `${socket.readableLength} bytes are held`);
    socket.resume();
    await until(() => taken.length() === sent);
  });

  it("comes by the socket's events where the socket puts it into its buffer itself", async (test) => {
    const { socket } = await connected(test);
    const taken = take(socket);
    await until(() => socket.readableFlowing === true);
    Readable.prototype.push.call(socket, Buffer.from("as ever"));
    await until(() => taken.text() === "as ever");
  });
});
