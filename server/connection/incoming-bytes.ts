import type { Socket } from "node:net";
import { Readable } from "node:stream";

/**
 * Gives what arrives at a socket to `receive`, in order, as its "data" events do: what comes while it is paused waits
 * in it, up to its high-water mark, and comes when it is resumed.
 *
 * What a Readable's source has read comes in by its `push`, which is taken over here: where nothing waits, the way
 * through the stream's buffer leads to the same place, for a tenth of a small request's time. A socket that does not
 * take that way is read by its events. The socket's own "data" events tell nobody else everything.
 * @see https://nodejs.org/api/stream.html#readablepushchunk-encoding
 */
export function onIncomingBytes(socket: Socket, receive: (bytes: Buffer) => void): void {
  socket.on("data", receive);
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    const isDue = socket.readableFlowing === true && socket.readableLength === 0;
    if (!isDue || !(chunk instanceof Buffer)) return Readable.prototype.push.call(socket, chunk, encoding);
    receive(chunk);
    return true;
  };
}
