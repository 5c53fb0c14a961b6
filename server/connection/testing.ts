import { createServer, type Socket } from "node:net";
import type { TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Handler } from "../http/handler.ts";
import { Response, textResponse } from "../http/response.ts";
import type { LogRecord } from "../log/log-record.ts";
import { RequestLog } from "../log/request-log.ts";
import { RawClient } from "../testing/raw-client.ts";
import type { Limits } from "./limits.ts";
import { Server, type ServerOptions } from "./server.ts";

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

/** Lets the event loop turn until a number has stayed the same for a while. */
export async function settled(number: () => number): Promise<void> {
  for (let unchanged = 0, last = number(); unchanged < 50;) {
    await nextTurn();
    unchanged = number() === last ? unchanged + 1 : 0;
    last = number();
  }
}

/** Both ends of one connection. */
export async function connected(test: TestContext): Promise<{ socket: Socket; visitor: RawClient }> {
  const accepted = Promise.withResolvers<Socket>();
  const server = createServer((socket) => accepted.resolve(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const visitor = await RawClient.open(typeof address === "object" ? (address?.port ?? 0) : 0);
  const socket = await accepted.promise;
  socket.on("error", () => undefined);
  test.after(() => {
    visitor.close();
    socket.destroy();
    server.close();
  });
  return { socket, visitor };
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
  const quick = { sweepMilliseconds: 5, sleepMilliseconds: Infinity }; // tests turn the clock on, and nobody slept
  const server = new Server(handler, { ...options, log, limits: { ...quick, ...limits } });
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
