import type { Socket } from "node:net";
import { BodyReader, emptyBody } from "../http/body-reader.ts";
import { framingOf, isPersistent, type Framing } from "../http/framing.ts";
import { HttpError } from "../http/http-error.ts";
import { lowerAscii } from "../http/list.ts";
import { RequestParser, type RequestHead } from "../http/request-parser.ts";
import { Request, type Peer } from "../http/request.ts";
import { framingFor } from "../http/response-head.ts";
import { discard, errorResponse, lengthOf, type Response } from "../http/response.ts";
import type { Outcome } from "../log/log-record.ts";
import { Exchange } from "./exchange.ts";
import { Intake } from "./intake.ts";
import { Sender } from "./sender.ts";
import type { Service } from "./service.ts";

/**
 * What a connection is doing. "reading": it waits for a head, or for the rest of one. "answering": a request is
 * in the queue or with its handler. "draining": what nobody read of a body is read off. "ending": the last answer
 * is on its way. "lingering": we have ended, and read on so that the peer gets to see that answer (RFC 9112 §9.6).
 */
type Phase = "reading" | "answering" | "draining" | "ending" | "lingering" | "closed";

/** How the records still open will end when the socket closes. */
type Fate = { readonly outcome: Outcome; readonly reason: string };

/** A request whose answer is being worked out, and what must be known to send it. */
type UnderWay = { readonly exchange: Exchange; readonly head: RequestHead | undefined; readonly body: BodyReader };

const continueLine = "HTTP/1.1 100 Continue\r\n\r\n";
const peerLeft: Fate = { outcome: "client left", reason: "" };

/** One visitor's connection: the one door to its socket. Answers its requests one after the other. */
export class Connection {
  readonly #id: number;
  readonly #socket: Socket;
  readonly #service: Service;
  readonly #peer: Peer;
  readonly #parser: RequestParser;
  readonly #sender: Sender;
  readonly #onClosed: (connection: Connection) => void;
  #phase: Phase = "reading";
  #requests = 0;
  #underWay: UnderWay | undefined;
  #intake: Intake | undefined;
  #owesContinue = false;
  #peerEnded = false;
  #stopping = false;
  #advancing = false;
  /** When the deadline in force began to run: milliseconds of performance.now(). */
  #since: number;
  #discarded = 0;
  #fate = peerLeft;

  constructor(id: number, socket: Socket, service: Service, onClosed: (connection: Connection) => void) {
    this.#id = id;
    this.#socket = socket;
    this.#service = service;
    this.#onClosed = onClosed;
    this.#peer = { address: plainAddress(socket.remoteAddress ?? ""), port: socket.remotePort ?? 0 };
    this.#parser = new RequestParser(service.limits);
    this.#sender = new Sender(socket, service, () => this.#advance());
    this.#since = performance.now();
    socket.on("data", (bytes: Buffer) => this.#receive(bytes));
    socket.on("end", () => this.#receiveEnd());
    socket.on("close", () => this.#receiveClose());
    socket.on("error", () => undefined); // "close" follows, and says it all: the peer left
  }

  get address(): string {
    return this.#peer.address;
  }

  /** No further request is taken; what is under way is answered. */
  stop(): void {
    this.#stopping = true;
    if (this.#phase === "reading" && !this.#sender.isBusy) this.#socket.destroy();
  }

  /** There is no room for this connection: says so, and ends. */
  turnAway(answer: string): void {
    this.#socket.write(answer, "latin1");
    this.#linger();
  }

  /** Ends at once, whatever is under way. */
  abort(outcome: Outcome, reason: string): void {
    this.#fate = { outcome, reason };
    this.#socket.destroy();
  }

  /** Looks at the deadlines. */
  sweep(now: number): void {
    const { limits } = this.#service;
    const age = now - this.#since;
    if (this.#sender.stalledFor(now) > limits.stallMilliseconds) {
      this.abort("timed out", "the visitor took nothing of the answer for too long");
    } else if (this.#phase === "reading" && !this.#sender.isBusy) this.#sweepReading(age);
    else if (this.#phase === "answering") this.#sweepAnswering(now, age);
    else if ((this.#phase === "draining" || this.#phase === "lingering") && age > limits.drainMilliseconds) {
      this.#socket.destroy();
    }
  }

  #sweepReading(age: number): void {
    const { limits } = this.#service;
    if (this.#parser.waiting === 0) {
      if (age > limits.idleMilliseconds) this.#socket.destroy();
    } else if (age > limits.headMilliseconds) {
      this.#refuse(new HttpError(408, "the request's head did not come in time"));
    }
  }

  #sweepAnswering(now: number, age: number): void {
    const { limits } = this.#service;
    const exchange = this.#underWay?.exchange;
    if (exchange === undefined) return;
    if (exchange.isWaiting && exchange.age(now) > limits.queueMilliseconds) {
      exchange.giveUp();
      this.#service.queue.refused();
      this.#respond(exchange, errorResponse(new HttpError(503, "all workers were busy for too long")));
    } else if (this.#intake?.isWanted === true && age > limits.stallMilliseconds) {
      this.abort("timed out", "the request's body stopped coming");
    }
  }

  #receive(bytes: Buffer): void {
    if (this.#intake !== undefined) {
      if (this.#phase === "answering") this.#since = performance.now();
      this.#underWay?.exchange.received(bytes.length, performance.now());
      this.#intake.push(bytes);
    } else if (this.#phase === "lingering" || this.#phase === "ending") {
      this.#discarded += bytes.length;
      if (this.#discarded > this.#service.limits.drainBytes && this.#phase === "lingering") this.#socket.destroy();
    } else {
      if (this.#phase === "reading" && this.#parser.waiting === 0) this.#since = performance.now();
      this.#parser.feed(bytes);
      this.#advance();
      if (this.#parser.waiting > this.#service.limits.pipelineBytes) this.#socket.pause();
    }
  }

  #receiveEnd(): void {
    this.#peerEnded = true;
    this.#intake?.end();
    // A FIN inside a head, or behind the last answer: there is nothing left to say.
    if (this.#phase === "lingering" || (this.#phase === "reading" && !this.#sender.isBusy)) this.#socket.destroy();
  }

  #receiveClose(): void {
    const now = performance.now();
    const { outcome, reason } = this.#fate;
    this.#phase = "closed";
    this.#intake?.end();
    this.#underWay?.exchange.giveUp();
    this.#underWay?.exchange.end(outcome, now, reason);
    this.#sender.close(now, outcome, reason);
    this.#onClosed(this);
  }

  /** Answers what has arrived, one request after the other, until one has to wait. */
  #advance(): void {
    if (this.#advancing) return;
    this.#advancing = true;
    while (this.#phase === "reading" && !this.#sender.isBusy) {
      const now = performance.now();
      if (this.#service.turn.isSpent(now)) {
        this.#service.turn.defer(() => this.#advance());
        break;
      }
      if (!this.#takeRequest(now)) break;
    }
    this.#sender.flush();
    this.#advancing = false;
    if (!this.#sender.isBusy) this.#rest();
  }

  /** Nothing is on its way out. */
  #rest(): void {
    if (this.#phase === "ending") this.#close();
    else if (this.#phase === "reading") {
      if (this.#peerEnded && this.#parser.waiting === 0) this.#socket.destroy();
      else if (this.#socket.isPaused()) this.#socket.resume();
    }
  }

  /** False: there is no whole head yet. */
  #takeRequest(now: number): boolean {
    let head: RequestHead | undefined;
    try {
      head = this.#parser.next();
    } catch (error) {
      this.#refuse(error);
      return true;
    }
    if (head === undefined) return false;
    const exchange = this.#begin(head, now);
    try {
      const body = this.#bodyOf(head);
      const request = new Request(head, body, this.#peer);
      this.#underWay = { exchange, head, body };
      if (!exchange.submit(request)) this.#socket.pause();
    } catch (error) {
      this.#underWay = { exchange, head: undefined, body: emptyBody };
      this.#respond(exchange, errorResponse(error));
    }
    return true;
  }

  #begin(head: RequestHead | undefined, now: number): Exchange {
    this.#phase = "answering";
    this.#since = now;
    const facts = {
      address: this.#peer.address,
      port: this.#peer.port,
      connection: this.#id,
      requestNumber: ++this.#requests,
      method: head?.method ?? "",
      target: head?.target ?? "",
      version: head?.version ?? ("" as const),
      userAgent: head?.headers.get("user-agent", "") ?? "",
      referrer: head?.headers.get("referer", "") ?? "",
    };
    return new Exchange(this.#service, facts, head?.text ?? "", now, this.#respond);
  }

  /** Answers what is no request, and ends: nothing behind it can be trusted. */
  #refuse(error: unknown): void {
    const exchange = this.#begin(undefined, performance.now());
    this.#underWay = { exchange, head: undefined, body: emptyBody };
    this.#respond(exchange, errorResponse(error));
  }

  /** @throws HttpError for framing that cannot be trusted, or an expectation that is not known (RFC 9110 §10.1.1). */
  #bodyOf(head: RequestHead): BodyReader {
    const framing = framingOf(head);
    const expectation = head.version === "1.1" ? head.headers.get("expect") : undefined;
    if (expectation !== undefined && lowerAscii(expectation) !== "100-continue") {
      throw new HttpError(417, "an expectation that is not known here");
    }
    if (framing.kind === "none") return emptyBody;
    this.#owesContinue = expectation !== undefined;
    return this.#openBody(framing);
  }

  #openBody(framing: Framing): BodyReader {
    const intake = new Intake(this.#socket);
    this.#intake = intake;
    const begin = () => {
      if (this.#owesContinue && this.#phase === "answering") this.#socket.write(continueLine);
      this.#owesContinue = false;
    };
    return new BodyReader(framing, this.#parser.takeRest(), { read: () => intake.read(), begin }, this.#service.limits);
  }

  /** Sends a response, and decides what comes behind it. */
  readonly #respond = (exchange: Exchange, response: Response): void => {
    const underWay = this.#underWay;
    if (underWay?.exchange !== exchange || this.#phase !== "answering") {
      discard(response);
      return;
    }
    this.#underWay = undefined;
    const { head, body } = underWay;
    const facts = { method: head?.method ?? "", version: head?.version ?? "1.1", persistent: false } as const;
    const persistent = this.#staysOpen(head, body) && framingFor(response, facts) !== "close";
    exchange.answer(response, facts.method === "HEAD" ? 0 : lengthOf(response.body));
    this.#phase = persistent ? "reading" : "ending";
    this.#sender.send(exchange, response, { ...facts, persistent });
    if (persistent && this.#intake !== undefined) void this.#drain(body, this.#intake);
    this.#advance();
  };

  #staysOpen(head: RequestHead | undefined, body: BodyReader): boolean {
    if (head === undefined || this.#stopping || this.#peerEnded) return false;
    if (!body.isWhole && (this.#owesContinue || (body.left ?? 0) > this.#service.limits.drainBytes)) return false;
    return isPersistent(head.headers, head.version);
  }

  /** Reads off what nobody read of a body, within bounds, and goes on behind it (RFC 9112 §9.3). */
  async #drain(body: BodyReader, intake: Intake): Promise<void> {
    this.#phase = "draining";
    this.#since = performance.now();
    const isWhole = await body.drain(this.#service.limits.drainBytes);
    if (this.#phase !== "draining") return;
    this.#intake = undefined;
    this.#phase = isWhole ? "reading" : "ending";
    if (isWhole) this.#parser.feed(Buffer.concat([body.rest, intake.takeRest()]));
    this.#advance();
  }

  /** Ends. Where the peer may still be sending, it is read on for a while: a reset would eat our answer. */
  #close(): void {
    const isQuiet = this.#intake === undefined && this.#parser.waiting === 0 && this.#discarded === 0;
    if (this.#peerEnded || isQuiet) {
      this.#socket.destroy();
      return;
    }
    this.#linger();
  }

  #linger(): void {
    this.#phase = "lingering";
    this.#since = performance.now();
    this.#intake = undefined;
    this.#socket.end();
    this.#socket.resume();
  }
}

/** An IPv4 address without the IPv6 prefix that a socket for both shows it with. */
function plainAddress(address: string): string {
  return address.startsWith("::ffff:") ? address.slice(7) : address;
}
