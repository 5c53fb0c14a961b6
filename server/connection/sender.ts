import type { Socket } from "node:net";
import { encodeHead, type Delivery } from "../http/response-head.ts";
import { discard, lengthOf, type Response } from "../http/response.ts";
import type { Outcome } from "../log/log-record.ts";
import type { Exchange } from "./exchange.ts";
import { FilePump } from "./file-pump.ts";
import type { PumpEnd, PumpEvents } from "./pump.ts";
import type { Service } from "./service.ts";
import { pumpStream } from "./stream-pump.ts";
import type { TurnEnd } from "./turn-budget.ts";
import { encodeWire } from "./wire.ts";

/** Small answers of one turn, to leave in one write. */
type Batch = { readonly exchanges: Exchange[]; parts: Buffer[]; bytes: number };

const nothing = Buffer.alloc(0);
const noParts: Buffer[] = [];

/** A connection's way out: answers leave in the order of their requests, at the pace of the peer. */
export class Sender implements TurnEnd {
  readonly #socket: Socket;
  readonly #service: Service;
  readonly #onFree: () => void;
  #batch: Batch | undefined;
  /** What was written in this turn; whether the kernel took it shows when the turn's other answers have left too. */
  #written: Batch | undefined;
  /** What the kernel has not taken yet. */
  #unsent: Batch | undefined;
  #pumping: Exchange | undefined;
  #isAsking = false;
  #movedAt = 0;

  /** `onFree`: what was given has left, and more may be answered; it may be called where that was known already. */
  constructor(socket: Socket, service: Service, onFree: () => void) {
    this.#socket = socket;
    this.#service = service;
    this.#onFree = onFree;
  }

  /** Whether an answer is still on its way, or enough of them wait for this turn's end: the next one has to wait. */
  get isBusy(): boolean {
    const isFull = (this.#batch?.bytes ?? 0) > this.#service.limits.gatherBytes;
    return isFull || this.#written !== undefined || this.#unsent !== undefined || this.#pumping !== undefined;
  }

  /** Whether nothing is on its way, nor waits for this turn's end. */
  get isIdle(): boolean {
    return this.#batch === undefined && !this.isBusy;
  }

  /** Whether the next bytes of the answer on its way are still to come from the disk: the peer can take none. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** When the peer last took anything, or this computer awoke, before which it could not: as performance.now() has it. */
  get movedAt(): number {
    return Math.max(this.#movedAt, this.#service.clock.awokeAt);
  }

  /** Tells the log how far the body is that is on its way, also while it stands still. */
  report(now: number): void {
    this.#pumping?.report(now);
  }

  /** Sends an answer; small ones leave when the turn of the event loop ends, or at the next `flush`. */
  send(exchange: Exchange, response: Response, delivery: Delivery): void {
    const { body } = response;
    exchange.answer(response, delivery.framing === "none" ? 0 : (lengthOf(body) ?? -1));
    if (delivery.framing === "none" || body.kind === "none" || body.kind === "bytes") {
      const wire = encodeWire(response, delivery, this.#service.clock);
      exchange.sends(wire.head);
      this.#gather(exchange, wire.bytes);
      if (delivery.framing === "none") discard(response);
      return;
    }
    this.flush();
    this.#service.tally.transfers++;
    this.#pumping = exchange;
    this.#movedAt = performance.now();
    exchange.watch();
    const head = encodeHead(response, delivery, this.#service.clock.date);
    exchange.sends(head);
    if (body.kind === "file")
      new FilePump(this.#socket, head, body, this.#service.pool, this.#events(exchange)).start();
    else {
      const isChunked = delivery.framing === "chunked";
      void pumpStream(this.#socket, head, body, isChunked, this.#events(exchange), this.#service.turn);
    }
  }

  /** Writes what was gathered, now. */
  flush(): void {
    this.write();
    this.#settle(performance.now());
  }

  /** Writes what was gathered in this turn. */
  write(): void {
    const batch = this.#batch;
    if (batch === undefined) return;
    this.#batch = undefined;
    this.#written = batch;
    const [first = nothing] = batch.parts;
    this.#socket.write(batch.parts.length === 1 ? first : Buffer.concat(batch.parts, batch.bytes));
    batch.parts = noParts; // the socket holds what it has not sent: once is enough
  }

  /** The turn's answers, to all visitors, have been written. */
  settle(now: number): void {
    this.#settle(now);
    if (!this.isBusy) this.#onFree();
  }

  /** The connection is closed: what had not left was not received. */
  close(now: number, outcome: Outcome, reason: string): void {
    for (const batch of [this.#batch, this.#written, this.#unsent]) {
      for (const exchange of batch?.exchanges ?? []) exchange.end(outcome, now, reason);
    }
    this.#pumping?.end(outcome, now, reason);
  }

  #gather(exchange: Exchange, bytes: Buffer): void {
    const batch = this.#batch;
    if (batch === undefined) {
      this.#batch = { exchanges: [exchange], parts: [bytes], bytes: bytes.length };
      this.#service.turn.atEnd(this);
      return;
    }
    batch.exchanges.push(exchange);
    batch.parts.push(bytes);
    batch.bytes += bytes.length;
  }

  #settle(now: number): void {
    const batch = this.#written;
    if (batch === undefined) return;
    this.#written = undefined;
    this.#movedAt = now;
    const isGone = this.#isGone;
    if (!isGone) for (const exchange of batch.exchanges) exchange.began(now);
    if (this.#socket.writableLength === 0 && !isGone) {
      this.#finish(batch, now);
      return;
    }
    // Of a request that came along with the one before it: both end with what is sent last, or with the connection.
    if (this.#unsent !== undefined) batch.exchanges.unshift(...this.#unsent.exchanges);
    this.#unsent = batch;
    const onTaken = () => {
      this.#taken(batch);
    };
    // An empty write is called back when all before it has left, or the peer has; it fails as well where the peer has
    // taken all and reset the connection at once. A drain is about what is before it, but comes behind much only.
    if (this.#socket.writableNeedDrain) this.#socket.once("drain", onTaken);
    else this.#socket.write(nothing, onTaken);
  }

  /** The kernel has taken a batch, or the peer has left before it did. */
  #taken(batch: Batch): void {
    if (this.#isGone) return;
    this.#movedAt = performance.now();
    if (this.#unsent !== batch) return; // it has become a part of the one behind it
    this.#unsent = undefined;
    this.#finish(batch, this.#movedAt);
    this.#onFree();
  }

  /** Whether what was written is lost: the socket knows of a write that failed before it is destroyed. */
  get #isGone(): boolean {
    return this.#socket.destroyed || this.#socket.errored !== null;
  }

  #finish(batch: Batch, now: number): void {
    for (const exchange of batch.exchanges) {
      exchange.sent(exchange.record.bytesExpected, now);
      exchange.end(exchange.outcomeOfAnswer, now);
    }
  }

  #events(exchange: Exchange): PumpEvents {
    return {
      written: () => {
        if (this.#unsent === undefined && !this.#isGone) exchange.began(performance.now());
      },
      sent: (count) => {
        this.#movedAt = performance.now();
        exchange.began(this.#movedAt); // also where what was written stood behind another answer
        exchange.sent(count, this.#movedAt);
      },
      asks: (isAsking) => (this.#isAsking = isAsking),
      ended: (end, reason) => this.#pumpEnded(exchange, end, reason),
    };
  }

  #pumpEnded(exchange: Exchange, end: PumpEnd, reason: string): void {
    this.#service.tally.transfers--;
    if (end === "left") return; // the socket's close, which may be still to come, ends the record
    this.#pumping = undefined;
    this.#isAsking = false;
    const now = performance.now();
    exchange.end(end === "whole" ? exchange.outcomeOfAnswer : "failed", now, reason);
    if (end === "whole") this.#onFree();
    else this.#socket.resetAndDestroy(); // never padding, never a next answer behind a broken one
  }
}
