import { once } from "node:events";
import type { Socket } from "node:net";
import { messageOf } from "../http/http-error.ts";
import type { Body } from "../http/response.ts";
import type { PumpEvents } from "./pump.ts";

const lineEnd = Buffer.from("\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

/**
 * Sends a body that is made while it is sent, at the pace of the socket. A known length is kept to the byte: what
 * would go beyond it is cut, what falls short fails. Never rejects.
 */
export async function pumpStream(
  socket: Socket,
  head: string,
  body: Extract<Body, { kind: "stream" }>,
  isChunked: boolean,
  events: PumpEvents,
): Promise<void> {
  try {
    const isWhole = await sendAll(socket, head, body, isChunked, events);
    if (socket.destroyed) events.ended("left", "");
    else if (isWhole) events.ended("whole", "");
    else events.ended("broken", "the answer came out shorter than promised");
  } catch (error) {
    events.ended(socket.destroyed ? "left" : "broken", messageOf(error));
  }
}

/** Whether the promised length went out, or the peer left. */
async function sendAll(
  socket: Socket,
  head: string,
  body: Extract<Body, { kind: "stream" }>,
  isChunked: boolean,
  events: PumpEvents,
): Promise<boolean> {
  let left = body.length ?? Number.POSITIVE_INFINITY;
  let before = Buffer.from(head, "latin1");
  for await (const piece of body.stream) {
    const content = Buffer.from(piece.buffer, piece.byteOffset, Math.min(piece.length, left));
    if (content.length === 0) continue;
    left -= content.length;
    await write(socket, isChunked ? chunk(before, content) : Buffer.concat([before, content]));
    before = Buffer.alloc(0);
    events.sent(content.length);
    if (socket.destroyed || left === 0) break;
  }
  await writeLast(socket, Buffer.concat(isChunked ? [before, lastChunk] : [before]));
  return body.length === undefined || left === 0;
}

function chunk(before: Buffer, content: Buffer): Buffer {
  const size = Buffer.from(`${content.length.toString(16)}\r\n`, "latin1");
  return Buffer.concat([before, size, content, lineEnd]);
}

/** Writes, and waits until nothing is left to be taken: the connection may be closed behind it. */
function writeLast(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()));
}

/** Writes, and waits until the socket wants more. */
async function write(socket: Socket, bytes: Buffer): Promise<void> {
  const wantsMore = socket.write(bytes);
  if (wantsMore || socket.destroyed) return;
  const left = new AbortController();
  const onClose = () => left.abort();
  socket.once("close", onClose);
  try {
    await once(socket, "drain", { signal: left.signal });
  } catch (error) {
    if (!left.signal.aborted) throw error;
  } finally {
    socket.off("close", onClose);
  }
}
