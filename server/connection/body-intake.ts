import type { Socket } from "node:net";

/** A request body's bytes on their way in: taken off the socket only while somebody waits for them. */
export class BodyIntake {
  readonly #socket: Socket;
  #arrived: Buffer[] = [];
  #ended = false;
  #waiting: ((bytes: Buffer | undefined) => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.pause();
  }

  /** Whether somebody waits for bytes. */
  get isWanted(): boolean {
    return this.#waiting !== undefined;
  }

  /** Bytes that have arrived and that nobody has read yet. */
  get waiting(): number {
    return this.#arrived.reduce((sum, bytes) => sum + bytes.length, 0);
  }

  /** Bytes have arrived. */
  push(bytes: Buffer): void {
    const waiting = this.#waiting;
    this.#socket.pause();
    if (waiting === undefined) {
      this.#arrived.push(bytes);
      return;
    }
    this.#waiting = undefined;
    waiting(bytes);
  }

  /** The peer sends no more, or is gone. */
  end(): void {
    this.#ended = true;
    this.#waiting?.(undefined);
    this.#waiting = undefined;
  }

  /** The next bytes; undefined: there are no more. One reader at a time. */
  read(): Promise<Buffer | undefined> {
    const bytes = this.#arrived.shift();
    if (bytes !== undefined || this.#ended) return Promise.resolve(bytes);
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#socket.resume();
    });
  }

  /** What arrived and nobody read. */
  takeRest(): Buffer {
    const rest = Buffer.concat(this.#arrived);
    this.#arrived = [];
    return rest;
  }
}
