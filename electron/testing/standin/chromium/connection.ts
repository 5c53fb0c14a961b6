import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import { pipeMessages } from "./pipe-messages.ts";
import type { AnswerOf, Command, EventName, Incoming, ParametersOf, PayloadOf } from "./protocol.ts";

type Waiting = {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
};

/** What was spoken to is no more: Chromium, a page, or a request of a page. */
export class GoneError extends Error {
  override readonly name = "GoneError";
}

/** For `catch`: what has gone needs nothing more; any other failure stands. */
export function unlessGone(error: unknown): void {
  if (!(error instanceof GoneError)) throw error;
}

const goneMessages =
  /session with given id not found|target closed|target crashed|invalid interceptionid|no target with given id/i;

/** Chromium's DevTools protocol over its debugging pipe. Playwright talks to the same process over a WebSocket. */
export class Connection {
  readonly #output: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, Session>();
  readonly browser: Session;
  #lastId = 0;
  #closed = false;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    this.browser = new Session(this, undefined);
    // both pipes break when Chromium ends; what was waiting is rejected by #read
    output.on("error", () => undefined);
    void this.#read(input);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Opens a session with one target (a page). */
  async attach(targetId: string): Promise<Session> {
    const { sessionId } = await this.browser.send("Target.attachToTarget", { targetId, flatten: true });
    const session = new Session(this, sessionId);
    this.#sessions.set(sessionId, session);
    return session;
  }

  send<C extends Command>(method: C, params: ParametersOf<C>, sessionId: string | undefined): Promise<AnswerOf<C>> {
    if (this.#closed) return Promise.reject(new GoneError("chromium has ended"));
    const id = ++this.#lastId;
    this.#output.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve: (result) => resolve(result as AnswerOf<C>), reject });
    });
  }

  async #read(input: Readable): Promise<void> {
    try {
      for await (const text of pipeMessages(input)) this.#receive(JSON.parse(text) as Incoming);
    } finally {
      this.#closed = true;
      for (const { reject } of this.#waiting.values()) reject(new GoneError("chromium has ended"));
      this.#waiting.clear();
    }
  }

  #receive(message: Incoming): void {
    if (message.id !== undefined) this.#settle(message.id, message);
    else if (message.sessionId === undefined) this.browser.receive(message);
    else this.#sessions.get(message.sessionId)?.receive(message);
  }

  #settle(id: number, { result, error }: Incoming): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (!error) waiting?.resolve(result);
    else {
      const message = `${waiting?.method ?? ""}: ${error.message}`;
      waiting?.reject(goneMessages.test(message) ? new GoneError(message) : new Error(message));
    }
  }
}

/** The commands and events of one target, or of the browser as a whole. */
export class Session {
  readonly #connection: Connection;
  readonly #id: string | undefined;
  readonly #events = new EventEmitter().setMaxListeners(0);

  constructor(connection: Connection, id: string | undefined) {
    this.#connection = connection;
    this.#id = id;
  }

  send<C extends Command>(method: C, params?: ParametersOf<C>): Promise<AnswerOf<C>> {
    return this.#connection.send(method, params, this.#id);
  }

  on<E extends EventName>(event: E, listener: (payload: PayloadOf<E>) => void): this {
    this.#events.on(event, listener);
    return this;
  }

  receive({ method, params }: Incoming): void {
    try {
      if (method !== undefined) this.#events.emit(method, params);
    } catch (error) {
      // the app's listener has thrown: an uncaught exception, which must not end the reading of the pipe
      setImmediate(() => {
        throw error;
      });
    }
  }
}
