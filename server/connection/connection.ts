import type { Socket } from "node:net";
import { HttpError } from "../http/http-error.ts";
import type { RequestHead } from "../http/request-head.ts";
import type { Peer } from "../http/request.ts";
import { deliveryOf } from "../http/response-head.ts";
import { discard, errorResponse, type Response } from "../http/response.ts";
import { judge, waitsFor } from "./deadlines.ts";
import { Exchange } from "./exchange.ts";
import { factsOf, peerOf } from "./facts.ts";
import { onIncomingBytes } from "./incoming-bytes.ts";
import { peerLeft, type Fate, type Phase, type UnderWay } from "./phase.ts";
import { RequestReader } from "./request-reader.ts";
import { Sender } from "./sender.ts";
import type { Service } from "./service.ts";

/** One visitor's connection: the one door to its socket. Answers its requests one after the other. */
export class Connection {
  /** Counts up from 1 in order of arrival. */
  readonly id: number;
  readonly #socket: Socket;
  readonly #service: Service;
  readonly peer: Peer;
  /** Among the server's connections. */
  place = -1;
  readonly #reader: RequestReader;
  readonly #sender: Sender;
  readonly #onClosed: (connection: Connection) => void;
  #phase: Phase = "reading";
  #requests = 0;
  #underWay: UnderWay | undefined;
  #peerEnded = false;
  #stopping = false;
  #advancing = false;
  /** When the deadline in force began to run: milliseconds of performance.now(). */
  #since = performance.now();
  /** Whether the peer sent, or may be sending, what is not read. */
  #isCut = false;
  #fate = peerLeft;

  constructor(id: number, socket: Socket, service: Service, onClosed: (connection: Connection) => void) {
    this.id = id;
    this.#socket = socket;
    this.#service = service;
    this.#onClosed = onClosed;
    this.peer = peerOf(socket);
    this.#reader = new RequestReader(socket, service, () => {
      this.#underWay?.exchange.beginReceiving();
      this.#sender.flush(); // the answers before the body leave first, also ahead of 100 Continue
    });
    this.#sender = new Sender(socket, service, () => this.#advance());
    onIncomingBytes(socket, (bytes) => this.#receive(bytes));
    socket.on("end", () => this.#receiveEnd());
    socket.on("close", () => this.#receiveClose());
    socket.on("error", () => undefined); // "close" follows, and says it all: the peer left
  }

  /** No further request is taken; what is under way is answered. */
  stop(): void {
    this.#stopping = true;
    if (this.#phase === "reading" && this.#sender.isIdle) this.#socket.destroy();
  }

  /** There is no room for this connection: says so, and ends. */
  turnAway(reason: string): void {
    this.#refuse(new HttpError(503, reason));
  }

  /** Closes at once, whatever is under way; the record that is open ends then too, or behind what is being saved. */
  abort(fate: Fate): void {
    this.#fate = fate;
    if (this.#phase !== "closed") this.#socket.destroy();
    else if (fate.awaitsSaving !== true) void this.#end();
  }

  /** Looks at the deadline in force, and tells the log how far things are. */
  sweep(now: number): void {
    for (const part of [this.#sender, this.#underWay?.exchange]) part?.report(now);
    const waitingFor = waitsFor(this.#phase, this.#sender, this.#reader, this.#underWay?.exchange);
    if (waitingFor === "nothing") this.#since = now; // the visitor is not to blame for a slow disk
    const verdict = judge(waitingFor, now - Math.max(this.#since, this.#sender.movedAt), this.#service.limits);
    // not before all is read that has arrived by now: the next request of a proxy, say, is not too late
    if (verdict.kind === "close") setImmediate((since) => this.#since === since && this.#socket.destroy(), this.#since);
    else if (verdict.kind === "abort") this.abort({ outcome: "timed out", reason: verdict.reason });
    else if (verdict.kind === "answer") this.#answerOverdue(verdict.error);
  }

  #answerOverdue(error: HttpError): void {
    const exchange = this.#underWay?.exchange;
    if (exchange === undefined) this.#refuse(error);
    else {
      exchange.turnAway();
      this.#respond(exchange, errorResponse(error));
    }
  }

  #receive(bytes: Buffer): void {
    const now = performance.now();
    if (this.#phase === "lingering" || this.#phase === "ending") {
      this.#isCut = true;
      if (this.#reader.passesOver(now)) this.#since = now;
      return;
    }
    if (this.#reader.hasBody) this.#underWay?.exchange.noteReceived(now);
    const startsHead = this.#phase === "reading" && this.#reader.waiting === 0;
    if (this.#reader.feed(bytes) || startsHead) this.#since = now;
    this.#advance(now);
    if (this.#reader.waiting > this.#service.limits.pipelineBytes) this.#socket.pause();
  }

  #receiveEnd(): void {
    this.#peerEnded = true;
    this.#reader.end();
    if (this.#phase === "lingering") this.#socket.destroy();
    else this.#advance();
  }

  #receiveClose(): void {
    this.#phase = "closed";
    this.#reader.end();
    this.#sender.close(performance.now(), this.#fate.outcome, this.#fate.reason);
    const mayBeSaved = this.#fate.awaitsSaving === true && this.#reader.mayHaveWholeBody;
    void this.#end(mayBeSaved ? this.#underWay?.exchange.saving : undefined);
  }

  /** Ends the record that is open, at once or behind what is being saved; a second call changes nothing. */
  async #end(saving?: Promise<void>): Promise<void> {
    if (saving !== undefined) await saving;
    this.#underWay?.exchange.end(this.#fate.outcome, performance.now(), this.#fate.reason);
    this.#onClosed(this);
  }

  /** Answers what has arrived, one request after the other, until one has to wait. */
  #advance(now?: number): void {
    if (this.#advancing) return;
    this.#advancing = true;
    let isDeferred = false;
    while (this.#phase === "reading" && this.#reader.waiting > 0 && !this.#sender.isBusy && !isDeferred) {
      now ??= performance.now();
      isDeferred = this.#service.turn.isSpent(now);
      if (isDeferred) this.#service.turn.defer(() => this.#advance());
      else if (!this.#takeRequest(now)) break;
      now = undefined;
    }
    this.#advancing = false;
    if (this.#sender.isIdle && !isDeferred) this.#rest();
  }

  /** Nothing is on its way out, and no whole request is there. */
  #rest(): void {
    if (this.#phase === "ending") this.#close();
    else if (this.#phase === "reading" && (this.#peerEnded || this.#stopping)) this.#socket.destroy();
    else if (this.#phase === "reading" && this.#socket.isPaused()) this.#socket.resume();
  }

  /** False: there is no whole head yet. */
  #takeRequest(now: number): boolean {
    let head: RequestHead | undefined;
    try {
      head = this.#reader.nextHead();
    } catch (error) {
      this.#refuse(error);
      return true;
    }
    if (head === undefined) return false;
    const exchange = this.#begin(head, now);
    try {
      const request = this.#reader.requestOf(head, this.peer);
      this.#underWay = { exchange, head };
      if (!exchange.submit(request)) this.#socket.pause();
    } catch (error) {
      this.#underWay = { exchange, head: undefined };
      this.#respond(exchange, errorResponse(error));
    }
    return true;
  }

  #begin(head: RequestHead | undefined, now: number): Exchange {
    this.#phase = "answering";
    this.#since = now;
    const facts = factsOf(this.peer, this.id, ++this.#requests, head ?? this.#reader.line, head?.headers);
    return new Exchange(this.#service, facts, head?.text ?? "", now, this.#respond);
  }

  /** Answers what is no request, and ends: nothing behind it can be trusted. Its time began with its first byte. */
  #refuse(error: unknown): void {
    const exchange = this.#begin(undefined, Math.max(this.#since, this.#sender.movedAt));
    this.#underWay = { exchange, head: undefined };
    this.#respond(exchange, errorResponse(error));
  }

  /** Sends a response, and decides what comes behind it. */
  readonly #respond = (exchange: Exchange, given: Response): void => {
    const underWay = this.#underWay;
    if (underWay?.exchange !== exchange || this.#phase !== "answering" || this.#socket.destroyed) {
      discard(given);
      return;
    }
    this.#underWay = undefined;
    this.#isCut = underWay.head === undefined;
    const response = exchange.admit(given);
    const stays = !this.#stopping && !(this.#peerEnded && !this.#reader.hasMore) && this.#reader.canStay;
    const delivery = deliveryOf(underWay.head, stays, response, exchange.record.method);
    this.#phase = delivery.persistent ? "reading" : "ending";
    this.#sender.send(exchange, response, delivery);
    if (delivery.persistent && this.#reader.hasBody) void this.#drain();
    this.#advance();
  };

  /** Reads off what nobody read of a body, and goes on behind it. */
  async #drain(): Promise<void> {
    this.#phase = "draining";
    this.#since = performance.now();
    const drained = await this.#reader.drain();
    if (this.#socket.destroyed) return;
    if (drained instanceof HttpError) this.#noteBroken(drained);
    this.#isCut = drained !== "whole";
    this.#phase = drained === "whole" ? "reading" : "ending";
    this.#advance();
  }

  /** A body turned out to be broken behind its answer: the log is told, and nobody else, who would take it for an answer. */
  #noteBroken({ message }: HttpError): void {
    this.#sender.flush(); // the answer comes first, in the log as well
    this.#begin(undefined, performance.now()).end("refused", this.#since, `the body before it is broken: ${message}`);
  }

  /** Ends. Where the peer may still be sending, it is read on for a while: a reset would eat our answer. */
  #close(): void {
    if (this.#peerEnded || !(this.#isCut || this.#reader.hasMore)) {
      this.#socket.destroy();
      return;
    }
    this.#phase = "lingering";
    this.#since = performance.now();
    this.#reader.giveUp();
    this.#socket.end();
    this.#socket.resume();
  }
}
