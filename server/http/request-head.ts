import { framingOf, isPersistent, type Framing } from "./framing.ts";
import type { Headers } from "./headers.ts";
import { hostOf, type HostReader } from "./host.ts";
import { parseTarget, type Target } from "./target.ts";

/** The versions that are spoken here; other minors of 1 count as 1.1. */
export type Version = "1.0" | "1.1";

/** The first line of a request (RFC 9112 §3), checked against the grammar and the limits. */
export type RequestLine = {
  readonly method: string;
  /** As sent, one character a byte. */
  readonly target: string;
  readonly version: Version;
};

/** As much of a first line as could be read where the head is refused, or not whole; "": not even that. */
export type KnownLine = {
  readonly method: string;
  /** One that is too long has only its beginning. */
  readonly target: string;
  readonly version: Version | "";
};

/**
 * A request line and its fields, checked against the grammar and the limits. What they mean is worked out when it is
 * first asked for, and only once: a head that comes again is the same one.
 */
export class RequestHead implements RequestLine {
  readonly method: string;
  readonly target: string;
  readonly version: Version;
  readonly headers: Headers;
  /** The whole head as it came, one character a byte. */
  readonly text: string;
  #parsedTarget: Target | undefined;
  #host: string | undefined;
  #framing: Framing | undefined;
  #isPersistent: boolean | undefined;

  constructor({ method, target, version }: RequestLine, headers: Headers, text: string) {
    this.method = method;
    this.target = target;
    this.version = version;
    this.headers = headers;
    this.text = text;
  }

  /** @throws HttpError as `parseTarget` does. */
  get parsedTarget(): Target {
    return (this.#parsedTarget ??= parseTarget(this.method, this.target));
  }

  /**
   * The host asked for, lower case, without its port; "" where an HTTP/1.0 request names none.
   * @throws HttpError as `parsedTarget` and `hostOf` do.
   */
  host(reader: HostReader): string {
    return (this.#host ??= hostOf(this, this.parsedTarget.authority, reader));
  }

  /** How the body is marked off. @throws HttpError as `framingOf` does. */
  get framing(): Framing {
    return (this.#framing ??= framingOf(this.headers, this.version));
  }

  /** Whether the connection lives on after this request, as far as the client is concerned. */
  get isPersistent(): boolean {
    return (this.#isPersistent ??= isPersistent(this.headers, this.version));
  }
}
