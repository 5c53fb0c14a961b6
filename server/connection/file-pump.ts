import type { Socket } from "node:net";
import type { Body } from "../http/response.ts";
import { headRoom, largestPiece, smallestPiece, type BufferPool } from "./buffer-pool.ts";
import type { PumpEnd, PumpEvents } from "./pump.ts";

const firstPiece = 256 * 1024;
/** Bytes of a piece that are written at once: how far a transfer is, is known when the socket has taken them. */
const largestSlice = 512 * 1024;
/** A slice that takes longer than this, in milliseconds, is followed by a smaller one: slow peers show progress. */
const slowSlice = 4000;
const fastSlice = 1000;

/**
 * Sends a part of a file: reads a piece into a pooled buffer, writes it slice by slice, and reads on when the
 * socket has taken it. The kernel's socket buffer is the read-ahead. Exactly the promised bytes leave, or the
 * transfer fails.
 */
export class FilePump {
  readonly #socket: Socket;
  readonly #body: Extract<Body, { kind: "file" }>;
  readonly #pool: BufferPool;
  readonly #events: PumpEvents;
  #head: string;
  #position: number;
  #left: number;
  #wanted = firstPiece;

  constructor(
    socket: Socket,
    head: string,
    body: Extract<Body, { kind: "file" }>,
    pool: BufferPool,
    events: PumpEvents,
  ) {
    this.#socket = socket;
    this.#head = head;
    this.#body = body;
    this.#pool = pool;
    this.#events = events;
    this.#position = body.first;
    this.#left = body.length;
  }

  start(): void {
    this.#pool.begin();
    if (this.#head.length > headRoom) {
      this.#socket.write(this.#head, "latin1");
      this.#head = "";
    }
    this.#sendPiece();
  }

  #sendPiece(): void {
    if (this.#socket.destroyed) {
      this.#end("left");
      return;
    }
    const buffer = this.#pool.take(this.#pool.pieceLength(this.#left, this.#wanted));
    const headLength = buffer.write(this.#head, "latin1");
    const length = Math.min(buffer.length - headLength, this.#left);
    this.#events.asks(true);
    this.#body.file.read(buffer, headLength, length, this.#position, (error, count) => {
      this.#events.asks(false);
      if (error !== null || count === 0 || this.#socket.destroyed) {
        this.#fail(buffer, error);
        return;
      }
      this.#head = "";
      this.#position += count;
      this.#left -= count;
      this.#writeSlice(buffer, 0, headLength, headLength + count);
    });
  }

  /** Writes what stands in the buffer from `start` to `end`; `headLength` bytes of it are head. */
  #writeSlice(buffer: Buffer, start: number, headLength: number, end: number): void {
    const sliceEnd = Math.min(start + headLength + Math.min(this.#wanted, largestSlice), end);
    const writtenAt = performance.now();
    this.#socket.write(buffer.subarray(start, sliceEnd), (error) => {
      if (error instanceof Error) {
        this.#pool.give(buffer);
        this.#end("left");
        return;
      }
      this.#adapt(performance.now() - writtenAt);
      this.#events.sent(sliceEnd - start - headLength);
      if (sliceEnd < end) {
        this.#writeSlice(buffer, sliceEnd, 0, end);
        return;
      }
      this.#pool.give(buffer);
      if (this.#left === 0) this.#end("whole");
      else this.#sendPiece();
    });
    this.#events.written();
  }

  #adapt(milliseconds: number): void {
    if (milliseconds < fastSlice) this.#wanted = Math.min(this.#wanted * 2, largestPiece);
    else if (milliseconds > slowSlice) this.#wanted = Math.max(this.#wanted / 2, smallestPiece);
  }

  #fail(buffer: Buffer, error: Error | null): void {
    this.#pool.give(buffer);
    if (this.#socket.destroyed) this.#end("left");
    else if (error !== null) this.#end("broken", `the file could not be read: ${error.message}`);
    else this.#end("broken", "the file became shorter while it was sent");
  }

  #end(end: PumpEnd, reason = ""): void {
    this.#pool.end();
    this.#body.file.release();
    this.#events.ended(end, reason);
  }
}
