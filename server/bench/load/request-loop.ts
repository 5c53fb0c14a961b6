import { connect, type Socket } from "node:net";
import { AnswerScanner } from "./answer-scanner.ts";
import type { RequestsJob, RequestsResult } from "./jobs.ts";
import { randomNumbers, requestBytes } from "./request-bytes.ts";

/** Requests that are made beforehand, and sent in turn. */
const preparedRequests = 4096;
/** A server that refuses so many is not worth going on with. */
const mostFailures = 1000;
const readBytes = 512 * 1024;

/** Asks over and over until the job is done. */
export function loopRequests(job: RequestsJob): Promise<RequestsResult> {
  return new RequestLoop(job).run();
}

class RequestLoop {
  readonly #job: RequestsJob;
  readonly #requests: readonly Buffer[];
  readonly #most: number;
  /** All connections read into it, one after the other, since nothing is kept of what comes. */
  readonly #buffer = Buffer.allocUnsafeSlow(readBytes);
  readonly #sockets = new Set<Socket>();
  #asked = 0;
  #answered = 0;
  #failed = 0;
  #bytes = 0;
  #end: () => void = () => undefined;

  constructor(job: RequestsJob) {
    this.#job = job;
    this.#requests = prepare(job);
    this.#most = "requests" in job.until ? job.until.requests : Number.POSITIVE_INFINITY;
  }

  async run(): Promise<RequestsResult> {
    const { until, connections } = this.#job;
    const start = performance.now();
    const end = new Promise<void>((resolve) => (this.#end = resolve));
    const timer = "seconds" in until ? setTimeout(this.#end, until.seconds * 1000) : undefined;
    for (let count = 0; count < Math.min(connections, this.#most); count++) this.#open();
    await end;
    clearTimeout(timer);
    const seconds = (performance.now() - start) / 1000;
    const result = { requests: this.#answered, failed: this.#failed, bytes: this.#bytes, seconds };
    for (const socket of this.#sockets) socket.removeAllListeners("close").destroy();
    return result;
  }

  #open(): void {
    const scanner = new AnswerScanner(this.#job.bodyBytes);
    const onRead = (length: number, bytes: Uint8Array) => {
      this.#bytes += length;
      const ended = scanner.take(bytes, length);
      if (ended === "refused") socket.destroy();
      else if (ended > 0) this.#next(socket, ended);
      return true;
    };
    const { port } = this.#job;
    const socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: { buffer: this.#buffer, callback: onRead },
    });
    this.#sockets.add(socket);
    socket.on("error", () => undefined); // "close" follows
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.#fail();
    });
    this.#ask(socket);
  }

  #next(socket: Socket, ended: number): void {
    this.#answered += ended;
    if (this.#answered + this.#failed >= this.#most) this.#end();
    else if (this.#asked < this.#most) this.#ask(socket);
  }

  #ask(socket: Socket): void {
    const request = this.#requests[this.#asked % this.#requests.length];
    this.#asked++;
    if (request !== undefined) socket.write(request);
  }

  /** A connection closes with its request unanswered: another takes its place. */
  #fail(): void {
    this.#failed++;
    if (this.#failed > mostFailures || this.#answered + this.#failed >= this.#most) this.#end();
    else if (this.#asked < this.#most) this.#open();
  }
}

function prepare({ target, range, bodyBytes }: RequestsJob): readonly Buffer[] {
  if (range === undefined) return [requestBytes(target)];
  if (range.from === "start") return [requestBytes(target, { Range: `bytes=0-${bodyBytes - 1}` })];
  const random = randomNumbers();
  return Array.from({ length: preparedRequests }, () => {
    const first = Math.floor(random() * (range.fileBytes - bodyBytes));
    return requestBytes(target, { Range: `bytes=${first}-${first + bodyBytes - 1}` });
  });
}
