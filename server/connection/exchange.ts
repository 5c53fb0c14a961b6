import type { BodyReader } from "../http/body-reader.ts";
import { Later, type Answer } from "../http/handler.ts";
import { HttpError } from "../http/http-error.ts";
import type { Request } from "../http/request.ts";
import { discard, errorResponse, type Response } from "../http/response.ts";
import type { LogRecord, Outcome, RequestFacts } from "../log/log-record.ts";
import { outcomeOf, reasonOfEnd } from "./outcome.ts";
import type { Service } from "./service.ts";
import type { Job } from "./worker.ts";

/** At most four reports of progress a second. */
const progressMilliseconds = 250;

/** Who is given the response; it may come in the same turn or much later. */
export type Respond = (exchange: Exchange, response: Response) => void;

function tooManyTransfers(): HttpError {
  return new HttpError(503, "too many bodies are on their way");
}

/** One request from its head's arrival to its record's end: a job for a worker, then for its connection. */
export class Exchange implements Job {
  readonly record: LogRecord;
  readonly #service: Service;
  readonly #respond: Respond;
  readonly #arrivedAt: number;
  readonly #received: string;
  #request: Request | undefined;
  /** No worker was free when it came. */
  #isQueued = false;
  #reportedAt: number;
  #body: BodyReader | undefined;
  /** A request whose body may become files. */
  #sent: Request | undefined;
  #isReceiving = false;
  /** The visitor left inside the body. */
  #isCut = false;
  /** The handler's answer is being worked out. */
  #settling: Promise<void> | undefined;

  /** `received`: the request's head as it came; `arrivedAt`: milliseconds of performance.now(). */
  constructor(service: Service, facts: RequestFacts, received: string, arrivedAt: number, respond: Respond) {
    this.#received = received;
    this.#service = service;
    this.#respond = respond;
    this.#arrivedAt = arrivedAt;
    this.#reportedAt = arrivedAt;
    this.record = service.log.begin(facts, service.clock.look(arrivedAt), service.queue.depth);
    service.tally.requests++;
  }

  /** Milliseconds since the head arrived. */
  age(now: number): number {
    return now - this.#arrivedAt;
  }

  /** Asks for an answer. False: the queue is full, and the connection should be read no further. */
  submit(request: Request): boolean {
    this.#request = request;
    if (!request.body.isWhole) {
      this.#body = request.body;
      this.#sent = request;
      this.record.bytesIncoming = request.body.left ?? -1;
      this.record.filesSaved = 0;
    }
    const hasRoom = this.#service.queue.submit(this);
    this.#isQueued = this.isWaiting;
    if (this.record.outcome === "active" && this.record.status === 0) this.#service.log.watch(this.record);
    return hasRoom;
  }

  /** Whether no worker has taken the request yet. */
  get isWaiting(): boolean {
    return this.#request !== undefined;
  }

  /** Whether something is being made of a body. */
  get isSaving(): boolean {
    return this.#sent !== undefined && this.#settling !== undefined;
  }

  /** Resolves when it is known what became of the body; undefined: nothing is being made of it. */
  get saving(): Promise<void> | undefined {
    return this.#sent === undefined ? undefined : this.#settling;
  }

  work(): Promise<void> | undefined {
    const request = this.#request;
    this.#request = undefined;
    if (request === undefined) return undefined;
    if (this.#isQueued) this.#noteWait();
    try {
      const answer = this.#service.handler(request);
      if (answer instanceof Promise) return this.#settle(answer);
      this.#take(answer);
    } catch (error) {
      this.#respond(this, errorResponse(error));
    }
    return undefined;
  }

  /** No worker has come in time. */
  turnAway(): void {
    this.#giveUp();
    this.#service.queue.refused();
  }

  /** It is decided what will be sent, and how many bytes of body; -1: nobody knows. */
  answer(response: Response, bytes: number): void {
    this.record.status = response.status;
    this.record.reason = response.reason;
    this.record.bytesExpected = bytes;
    if (response.status === 206) this.record.range = response.headers.get("content-range", "").slice("bytes ".length);
  }

  /** The answer's head, as it goes out. */
  sends(head: string): void {
    this.#service.log.keepHeads(this.record.id, this.#received, head);
  }

  /** So many more bytes of body have gone out. */
  sent(count: number, now: number): void {
    this.record.bytesSent += count;
    this.#service.tally.bytesSent += count;
    this.report(now);
  }

  /**
   * The request's body begins to come in.
   * @throws HttpError 503 where too many bodies are on their way.
   */
  beginReceiving(): void {
    if (this.record.outcome !== "active") return; // the visitor has left: nothing comes, and nobody ends it again
    if (!this.#hasRoom) throw tooManyTransfers();
    this.#isReceiving = true;
    this.#service.tally.transfers++;
  }

  /** Notes how much of the body has been read by now. */
  noteReceived(now: number): void {
    if (this.#body === undefined || this.#body.received === this.record.bytesReceived) return;
    this.#countReceived(this.#body);
    this.report(now);
  }

  /** The response, or a refusal in its stead where its body would be one too many on its way. */
  admit(response: Response): Response {
    this.#endReceiving();
    const { kind } = response.body;
    const isMoved = (kind === "file" || kind === "stream") && this.record.method !== "HEAD";
    if (!isMoved || this.#hasRoom) return response;
    discard(response);
    return errorResponse(tooManyTransfers());
  }

  /** The answer's body begins to move: from now on the record is shown while it lives. */
  watch(): void {
    this.#service.log.watch(this.record);
  }

  /** Tells the log how far it is, at most four times a second. */
  report(now: number): void {
    if (now - this.#reportedAt < progressMilliseconds) return;
    this.#reportedAt = now;
    if (this.#body !== undefined) this.#countReceived(this.#body);
    this.#countSaved();
    this.record.total = this.age(now);
    this.watch();
    this.#service.log.progress(this.record);
  }

  /** The record's outcome where all of the answer has left. */
  get outcomeOfAnswer(): Outcome {
    const { status } = this.record;
    return this.#isCut && status === 400 ? "client left" : outcomeOf(status);
  }

  /** The answer's first byte has left. */
  began(now: number): void {
    if (this.record.firstByte < 0) this.record.firstByte = this.age(now);
  }

  /** The record gets its outcome; a second call changes nothing. */
  end(outcome: Outcome, now: number, reason?: string): void {
    const record = this.record;
    if (record.outcome !== "active") return;
    this.#giveUp();
    this.#endReceiving();
    this.#countSaved();
    record.outcome = outcome;
    record.total = this.age(now);
    record.reason = reasonOfEnd(record, reason);
    this.#service.tally.end(record.status);
    this.#service.log.end(record);
  }

  /** Gives the request up before a worker takes it. */
  #giveUp(): void {
    if (this.#request === undefined) return;
    this.#request = undefined;
    this.#noteWait();
    this.#service.queue.withdraw(this);
  }

  get #hasRoom(): boolean {
    return this.#service.tally.transfers < this.#service.limits.transfers;
  }

  #countReceived({ received }: BodyReader): void {
    this.#service.tally.bytesReceived += received - this.record.bytesReceived;
    this.record.bytesReceived = received;
  }

  /** Counts what was saved on the way: a form's first files are there, also where the visitor leaves in the midst. */
  #countSaved(): void {
    const saved = this.#sent?.saved ?? [];
    if (saved.length > (this.record.filesSaved ?? 0)) this.#service.log.keepSaved(this.record, saved);
  }

  /** The body is a part of the question. */
  #forgetSent(): void {
    this.#sent = undefined;
    delete this.record.bytesIncoming;
    delete this.record.filesSaved;
  }

  #endReceiving(): void {
    if (this.#body !== undefined) this.noteReceived(performance.now());
    this.#isCut ||= this.#body?.isCut === true;
    if (this.#isReceiving) this.#service.tally.transfers--;
    this.#isReceiving = false;
    this.#body = undefined;
  }

  #noteWait(): void {
    this.record.waited = this.age(performance.now());
    this.#service.queue.waited(this.record.waited);
  }

  async #settle(answer: Promise<Answer>): Promise<void> {
    let settled: Answer;
    try {
      settled = await answer;
    } catch (error) {
      settled = errorResponse(error);
    }
    this.#take(settled);
  }

  #take(answer: Answer): void {
    if (this.#sent?.isQuestion === true) this.#forgetSent();
    if (answer instanceof Later) {
      this.#settling = this.#settle(answer.response);
      return;
    }
    const isOpen = this.record.outcome === "active"; // also where the visitor is gone, and is answered no more
    if (isOpen && answer.saved !== undefined) {
      this.#service.log.keepSaved(this.record, answer.saved);
      this.record.reason = answer.reason;
    }
    this.#respond(this, answer);
  }
}
