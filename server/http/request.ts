import type { BodyReader } from "./body-reader.ts";
import type { Headers } from "./headers.ts";
import { HostReader } from "./host.ts";
import { decodePath } from "./path.ts";
import type { RequestHead, Version } from "./request-head.ts";
import type { Target } from "./target.ts";

/** Who sent a request. */
export type Peer = { readonly address: string; readonly port: number };

const stays = () => false;
const none: readonly string[] = [];

/** A request as a handler sees it: its head is there, its body comes when somebody reads it. */
export class Request {
  readonly method: string;
  /** As sent, one character a byte. */
  readonly target: string;
  readonly version: Version;
  readonly headers: Headers;
  readonly body: BodyReader;
  readonly peer: Peer;
  /** The host asked for, lower case, without its port; "" where an HTTP/1.0 request names none. */
  readonly host: string;
  /** Whether the visitor is known to have left: nobody will see the answer. */
  readonly hasLeft: () => boolean;
  readonly #target: Target;
  #saved: string[] | undefined;
  #isQuestion = false;
  #names: readonly string[] | undefined;

  /** @throws HttpError 400 for a target or a Host that is not one, 421 for a target of https. */
  constructor(
    head: RequestHead,
    body: BodyReader,
    peer: Peer,
    hasLeft: () => boolean = stays,
    hosts: HostReader = new HostReader(),
  ) {
    this.method = head.method;
    this.target = head.target;
    this.version = head.version;
    this.headers = head.headers;
    this.body = body;
    this.peer = peer;
    this.hasLeft = hasLeft;
    this.#target = head.parsedTarget;
    this.host = head.host(hosts);
  }

  /** A file has been saved of the body, and lies there: that is so whatever becomes of the rest, and of the visitor. */
  noteSaved(path: string): void {
    (this.#saved ??= []).push(path);
  }

  /** Where the files lie that have been saved so far. */
  get saved(): readonly string[] {
    return this.#saved ?? none;
  }

  /** The body belongs to what is asked for, as a form of names does: nothing is sent by it. */
  noteQuestion(): void {
    this.#isQuestion = true;
  }

  /** Whether it is known that the body only asks. */
  get isQuestion(): boolean {
    return this.#isQuestion;
  }

  /** Which of the four forms the target has (RFC 9112 §3.2). */
  get form(): Target["form"] {
    return this.#target.form;
  }

  /** The path as sent, without the query. */
  get rawPath(): string {
    return this.#target.rawPath;
  }

  /** "?" and the query as sent, or "". */
  get rawQuery(): string {
    return this.#target.rawQuery === undefined ? "" : `?${this.#target.rawQuery}`;
  }

  /**
   * The decoded names of the path; the last is "" where it ends in a slash.
   * @throws HttpError 400 for what cannot be decoded.
   */
  get names(): readonly string[] {
    this.#names ??= decodePath(this.rawPath);
    return this.#names;
  }

  /**
   * The decoded path.
   * @throws HttpError 400 for what cannot be decoded.
   */
  get path(): string {
    return `/${this.names.join("/")}`;
  }

  /** The query's parameters, UTF-8 with or without escapes; a new copy at each look. */
  get query(): URLSearchParams {
    return new URLSearchParams(Buffer.from(this.#target.rawQuery ?? "", "latin1").toString());
  }
}
