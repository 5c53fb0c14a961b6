import { connect, type Socket } from "node:net";
import type { TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Handler } from "../http/handler.ts";
import { Response, textResponse } from "../http/response.ts";
import type { LogRecord } from "../log/log-record.ts";
import { RequestLog } from "../log/request-log.ts";
import type { Limits } from "./limits.ts";
import { Server, type ServerOptions } from "./server.ts";

/** One answer as it came over the wire. */
export type RawResponse = {
  readonly status: number;
  /** The status line and the fields, without the empty line. */
  readonly head: string;
  readonly body: Buffer;
  /** A field's value by its lower-case name; undefined: it did not come. */
  readonly field: (name: string) => string | undefined;
};

const headEnd = "\r\n\r\n";

/** A visitor who sends whatever bytes a test wants, and reads what comes back. */
export class RawClient {
  readonly socket: Socket;
  #bytes = Buffer.alloc(0);
  #end: "fin" | "reset" | undefined;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (bytes: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes]);
      this.#wake();
    });
    socket.on("end", () => this.#finish("fin"));
    socket.on("error", () => this.#finish("reset"));
    socket.on("close", () => this.#finish("reset"));
  }

  /** Connects to a port of 127.0.0.1. */
  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new RawClient(socket));
      });
    });
  }

  /** What came and was not taken yet. */
  get received(): Buffer {
    return this.#bytes;
  }

  /** Sends text, one byte a character, or bytes; resolves a turn after the kernel has them, or the connection is gone. */
  send(bytes: string | Buffer): Promise<void> {
    const content = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
    return new Promise((resolve) => this.socket.write(content, () => setImmediate(resolve)));
  }

  /** The next answer, an interim one included. @throws Error where the connection ends before it does. */
  async response(method = "GET"): Promise<RawResponse> {
    const headLength = await this.#find(headEnd);
    const head = this.#bytes.toString("latin1", 0, headLength);
    this.#take(headLength + headEnd.length);
    const field = (name: string) => fieldOf(head, name);
    const status = Number(/^HTTP\/1\.1 ([0-9]{3}) /.exec(head)?.[1]);
    const body = await this.#body(method, status, field);
    return { status, head, body, field };
  }

  /** Everything that still comes, and how it ended. */
  async rest(): Promise<{ readonly bytes: Buffer; readonly end: "fin" | "reset" }> {
    while (this.#end === undefined) await this.#more();
    return { bytes: this.#take(this.#bytes.length), end: this.#end };
  }

  /** Waits until so many bytes have come. */
  async until(length: number): Promise<void> {
    while (this.#bytes.length < length && this.#end === undefined) await this.#more();
  }

  /** Says that nothing more will be sent. */
  halfClose(): void {
    this.socket.end();
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }

  close(): void {
    this.socket.destroy();
  }

  async #body(method: string, status: number, field: RawResponse["field"]): Promise<Buffer> {
    if (method === "HEAD" || status < 200 || status === 204 || status === 304) return Buffer.alloc(0);
    if (field("transfer-encoding") === "chunked") return this.#chunked();
    const length = field("content-length");
    if (length === undefined) return (await this.rest()).bytes;
    await this.until(Number(length));
    if (this.#bytes.length < Number(length)) throw new Error(`the body ended after ${this.#bytes.length} bytes`);
    return this.#take(Number(length));
  }

  async #chunked(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (;;) {
      const lineLength = await this.#find("\r\n");
      const size = Number.parseInt(this.#take(lineLength + 2).toString("latin1"), 16);
      await this.until(size + 2);
      const chunk = this.#take(size + 2);
      if (chunk.toString("latin1", size) !== "\r\n") throw new Error("a chunk without its end");
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, size));
    }
  }

  async #find(text: string): Promise<number> {
    for (;;) {
      const at = this.#bytes.indexOf(text);
      if (at !== -1) return at;
      if (this.#end !== undefined) throw new Error(`ended (${this.#end}) inside ${this.#bytes.toString("latin1")}`);
      await this.#more();
    }
  }

  #take(length: number): Buffer {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  #more(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #finish(end: "fin" | "reset"): void {
    this.#end ??= end;
    this.#wake();
  }
}

function fieldOf(head: string, name: string): string | undefined {
  const line = head.split("\r\n").find((field) => field.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** What a log told, in order; records are copied as they were told. */
export class Journal {
  readonly born: LogRecord[] = [];
  readonly progressed: LogRecord[] = [];
  readonly ended: LogRecord[] = [];

  constructor(log: RequestLog) {
    log.follow({
      began: (record) => this.born.push({ ...record }),
      progressed: (record) => this.progressed.push({ ...record }),
      ended: (record) => this.ended.push({ ...record }),
    });
  }

  /** The record that ended as the `number`th, from 1. */
  async end(number = 1): Promise<LogRecord> {
    await until(() => this.ended.length >= number);
    const record = this.ended[number - 1];
    if (record === undefined) throw new Error("unreachable");
    return record;
  }
}

/** Lets the event loop turn until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn();
}

/** A server that listens for one test. */
export type Served = {
  readonly server: Server;
  readonly port: number;
  readonly journal: Journal;
  /** A new connection, closed behind the test. */
  readonly visit: () => Promise<RawClient>;
  /** Resolves when no connection is open. */
  readonly empty: () => Promise<void>;
};

/** Serves for one test on a free port of 127.0.0.1. */
export async function serve(
  test: TestContext,
  handler: Handler,
  limits: Partial<Limits> = {},
  options: ServerOptions = {},
): Promise<Served> {
  const log = new RequestLog(1000);
  const server = new Server(handler, { ...options, log, limits: { sweepMilliseconds: 5, ...limits } });
  const port = await server.start();
  const visitors: RawClient[] = [];
  test.after(async () => {
    for (const visitor of visitors) visitor.close();
    await server.stop(0);
  });
  const visit = async () => {
    const visitor = await RawClient.open(port);
    visitors.push(visitor);
    return visitor;
  };
  return {
    server,
    port,
    journal: new Journal(log),
    visit,
    empty: () => until(() => server.counters.connectionsOpen === 0),
  };
}

/** A GET as it goes over the wire; `fields` end in CRLF each. */
export function get(target: string, fields = "", version = "1.1"): string {
  return `GET ${target} HTTP/${version}\r\nHost: localhost\r\n${fields}\r\n`;
}

/** A POST with a body of known length. */
export function post(target: string, body: string, fields = ""): string {
  return `POST ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n${fields}\r\n${body}`;
}

/** Answers with the target, as text. */
export const echo: Handler = (request) => textResponse({ status: 200 }, request.target);

/** Something that a test lets happen when it wants to. */
export function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { opened: promise.then(() => undefined), open: () => resolve(undefined) };
}

/** An answer whose body is a stream, of known length or not. */
export function streamed(stream: AsyncIterable<Uint8Array>, length?: number): Response {
  return new Response({ status: 200, body: { kind: "stream", stream, length } });
}

/** A stream of pieces of that length; endless without a count. */
export async function* pieces(length: number, count = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index++) {
    await nextTurn();
    yield Buffer.alloc(length, "x");
  }
}
