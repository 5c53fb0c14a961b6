import type { Socket } from "node:net";
import { messageOf } from "../http/http-error.ts";
import type { Body } from "../http/response.ts";
import type { PumpEvents } from "./pump.ts";
import type { TurnBudget } from "./turn-budget.ts";

const nothing = Buffer.alloc(0);
const lineEnd = Buffer.from("\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

/**
 * Sends a body that is made while it is sent, at the pace of the socket. A known length is kept to the byte: what
 * would go beyond it is cut, what falls short fails. A socket that takes all at once is no reason to go on for ever:
 * others get their turn. Never rejects.
 */
export async function pumpStream(
  socket: Socket,
  head: string,
  body: Extract<Body, { kind: "stream" }>,
  isChunked: boolean,
  events: PumpEvents,
  turn: Pick<TurnBudget, "rest">,
): Promise<void> {
  let left = body.length ?? Number.POSITIVE_INFINITY;
  let before = Buffer.from(head, "latin1");
  try {
    events.asks(true);
    for await (const piece of body.stream) {
      events.asks(false);
      const content = Buffer.from(piece.buffer, piece.byteOffset, Math.min(piece.length, left));
      left -= content.length;
      const taken = write(socket, isChunked ? [before, ...chunk(content)] : [before, content]);
      events.written();
      await taken;
      if (socket.destroyed) break; // it did not take the piece, and its record may have ended
      before = nothing;
      events.sent(content.length);
      if (left === 0) break;
      await turn.rest();
      events.asks(true);
    }
    events.asks(false);
    await write(socket, isChunked ? [before, lastChunk] : [before]);
  } catch (error) {
    events.ended(socket.destroyed ? "left" : "broken", messageOf(error));
    return;
  }
  if (socket.destroyed) events.ended("left", "");
  else if (body.length === undefined || left === 0) events.ended("whole", "");
  else events.ended("broken", "the answer came out shorter than promised");
}

/** A piece as a chunk; an empty one would be the last. */
function chunk(content: Buffer): readonly Buffer[] {
  if (content.length === 0) return [];
  return [Buffer.from(`${content.length.toString(16)}\r\n`, "latin1"), content, lineEnd];
}

/** Writes, and waits until all of it has been taken, or the socket is gone. */
function write(socket: Socket, parts: readonly Buffer[]): Promise<void> {
  const [last, ...before] = parts.filter((part) => part.length > 0).reverse();
  if (last === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    socket.cork();
    for (const part of before.reverse()) socket.write(part);
    socket.write(last, () => resolve());
    socket.uncork();
  });
}
