import { EventEmitter } from "node:events";
import type { Double } from "./double.ts";
import { decode } from "./page/decode.ts";
import { encode } from "./page/encode.ts";

/** Where a port's messages go: to its other end, in this process or in a page. */
export type PortPeer = { receive(data: string): void; close(): void };

/** `electron.MessagePortMain`: keeps what arrives until it is started. */
export class StandInPort extends EventEmitter implements Double<Electron.MessagePortMain>, PortPeer {
  #peer: PortPeer | undefined;
  #waiting: string[] = [];
  #started = false;
  #closed = false;

  connect(peer: PortPeer): void {
    this.#peer = peer;
  }

  /** Hands this port over to a page: what it would have received goes there instead. Answers its other end. */
  transfer(toPage: PortPeer): PortPeer | undefined {
    for (const data of this.#waiting) toPage.receive(data);
    this.#waiting = [];
    this.receive = (data) => toPage.receive(data);
    this.close = () => toPage.close();
    return this.#peer;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error("stand-in: a port sent through a port is not implemented");
    this.#peer?.receive(encode(message));
  }

  start(): void {
    this.#started = true;
    for (const data of this.#waiting.splice(0)) this.#deliver(data);
  }

  receive(data: string): void {
    if (this.#started) this.#deliver(data);
    else this.#waiting.push(data);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#peer?.close();
    this.emit("close");
  }

  #deliver(data: string): void {
    setImmediate(() => this.emit("message", { data: decode(data), ports: [] }));
  }
}

/** `electron.MessageChannelMain`: two ports, each the other's end. */
export class StandInChannel {
  readonly port1 = new StandInPort();
  readonly port2 = new StandInPort();

  constructor() {
    this.port1.connect(this.port2);
    this.port2.connect(this.port1);
  }
}
