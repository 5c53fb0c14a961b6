import type { Socket } from "node:net";
import { BodyReader, emptyBody } from "../http/body-reader.ts";
import type { Framing } from "../http/framing.ts";
import type { HostReader } from "../http/host.ts";
import { HttpError } from "../http/http-error.ts";
import { listMembers, lowerAscii } from "../http/list.ts";
import type { KnownLine, RequestHead } from "../http/request-head.ts";
import { RequestParser } from "../http/request-parser.ts";
import { Request, type Peer } from "../http/request.ts";
import { BodyIntake } from "./body-intake.ts";
import type { Limits } from "./limits.ts";
import type { Service } from "./service.ts";

type ReadingService = Pick<Service, "limits" | "heads" | "hosts">;

const continueLine = "HTTP/1.1 100 Continue\r\n\r\n";

/** What became of a body that was read off: "cut": it is too long, or the peer left inside; or how its framing is broken. */
export type Drained = "whole" | "cut" | HttpError;

/** A connection's way in: bytes become heads, and a body is taken off the wire when somebody reads it. */
export class RequestReader {
  readonly #socket: Socket;
  readonly #limits: Limits;
  readonly #hosts: HostReader;
  readonly #onBodyWanted: () => void;
  readonly #parser: RequestParser;
  readonly #hasLeft = () =>
    this.#socket.destroyed || performance.now() - this.#endedAt > this.#limits.halfOpenMilliseconds;
  #intake: BodyIntake | undefined;
  #body: BodyReader = emptyBody;
  #owesContinue = false;
  /** Bytes of the body since its deadline began to run. */
  #arrived = 0;
  #endedAt = Number.POSITIVE_INFINITY;
  #gaveUpAt = Number.NEGATIVE_INFINITY;

  /** `onBodyWanted`: a body is waited for, for the first time; it may throw to refuse that. */
  constructor(socket: Socket, { limits, heads, hosts }: ReadingService, onBodyWanted: () => void) {
    this.#socket = socket;
    this.#limits = limits;
    this.#hosts = hosts;
    this.#onBodyWanted = onBodyWanted;
    this.#parser = new RequestParser(limits, heads);
  }

  /** Bytes that wait for the rest of their head, or for the answer before them. */
  get waiting(): number {
    return this.#parser.waiting;
  }

  /** Whether a body is open: what arrives belongs to it. */
  get hasBody(): boolean {
    return this.#intake !== undefined;
  }

  /** Whether there is more than the request under way: of its body, or of the next. */
  get hasMore(): boolean {
    return this.hasBody || this.waiting > 0;
  }

  /** Whether somebody waits for bytes of the body. */
  get isBodyWanted(): boolean {
    return this.#intake?.isWanted === true;
  }

  /** True: a body has come so much further that its deadline runs anew; a drip does not do that. */
  feed(bytes: Buffer): boolean {
    if (this.#intake === undefined) {
      this.#parser.feed(bytes);
      return false;
    }
    this.#intake.push(bytes);
    this.#arrived += bytes.length;
    if (this.#arrived < this.#limits.stallBytes) return false;
    this.#arrived = 0;
    return true;
  }

  /** The peer sends no more. */
  end(): void {
    this.#endedAt = performance.now();
    this.#intake?.end();
  }

  /** What a refusal can name of a head that is broken or not whole. */
  get line(): KnownLine {
    return this.#parser.line;
  }

  /** The next head; undefined: more bytes are needed. @throws HttpError */
  nextHead(): RequestHead | undefined {
    return this.#parser.next();
  }

  /**
   * The request of a head, its body unread.
   * @throws HttpError for framing that cannot be trusted, an expectation that is not known, a bad target or Host.
   */
  requestOf(head: RequestHead, peer: Peer): Request {
    const { framing } = head;
    const expectsContinue = head.version === "1.1" && head.headers.has("expect") && readExpectation(head);
    this.#body = framing.kind === "none" ? emptyBody : this.#open(framing, expectsContinue);
    return new Request(head, this.#body, peer, this.#hasLeft, this.#hosts);
  }

  /** Whether all of the body may have come, read or not; of chunks nobody knows before they are read. */
  get mayHaveWholeBody(): boolean {
    const { isBroken, left, waiting } = this.#body;
    return !isBroken && (left ?? 0) <= waiting + (this.#intake?.waiting ?? 0);
  }

  /**
   * Whether the rest of the body can be read off, and is short enough for that, so that the connection can stay. How many
   * chunks are to come nobody knows: after many, many more are likely.
   */
  get canStay(): boolean {
    const { isWhole, isBroken, received, left = received } = this.#body;
    return isWhole || (!isBroken && !this.#owesContinue && left <= this.#limits.drainBytes);
  }

  /** Reads off what nobody read of the body, within bounds: what is behind it can be read then, or nothing (RFC 9112 §9.3). */
  async drain(): Promise<Drained> {
    const drained = await this.#readOff();
    if (drained === "whole") {
      this.#parser.feed(Buffer.concat([this.#body.rest, this.#intake?.takeRest() ?? Buffer.alloc(0)]));
    }
    this.#intake = undefined;
    this.#body = emptyBody;
    return drained;
  }

  async #readOff(): Promise<Drained> {
    const { drainBytes, drainChunkedBytes } = this.#limits;
    try {
      const bound = this.#body.left === undefined ? drainChunkedBytes : drainBytes;
      return (await this.#body.drain(bound)) ? "whole" : "cut";
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return this.#endedAt === Number.POSITIVE_INFINITY ? error : "cut";
    }
  }

  /** Nothing that arrives is of interest any more. */
  giveUp(): void {
    this.#gaveUpAt = performance.now();
    this.#intake?.end();
    this.#intake = undefined;
  }

  /** Whether it is given up, and what still arrives is worth the peer's patience: it may read our answer behind it. */
  passesOver(now: number): boolean {
    return now - this.#gaveUpAt < this.#limits.lingerMilliseconds;
  }

  #open(framing: Framing, owesContinue: boolean): BodyReader {
    const intake = new BodyIntake(this.#socket);
    if (this.#endedAt < Number.POSITIVE_INFINITY) intake.end();
    this.#intake = intake;
    this.#arrived = 0;
    this.#owesContinue = owesContinue;
    const begin = () => {
      this.#onBodyWanted();
      if (this.#owesContinue) this.#socket.write(continueLine);
      this.#owesContinue = false;
    };
    return new BodyReader(framing, this.#parser.takeRest(), { read: () => intake.read(), begin }, this.#limits);
  }
}

/**
 * Whether 100 Continue is waited for: Expect is a list, which may be empty (RFC 9110 §10.1.1).
 * @throws HttpError 417 for anything else that is expected.
 */
function readExpectation(head: RequestHead): boolean {
  const expectations = listMembers(head.headers.getAll("expect"));
  if (expectations.some((expectation) => lowerAscii(expectation) !== "100-continue")) {
    throw new HttpError(417, "an expectation that is not known here");
  }
  return expectations.length > 0;
}
