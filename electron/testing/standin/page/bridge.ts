import { crossingOf, errorOf, failureOf, frozen, type Crossing, type Outcome } from "./crossing.ts";

type Message =
  | { readonly does: "expose"; readonly key: string; readonly api: Crossing }
  | { readonly does: "call"; readonly id: number; readonly args: readonly Crossing[] }
  | { readonly does: "answer"; readonly outcome: Outcome }
  | { readonly does: "settle"; readonly id: number; readonly outcome: Outcome };

type Settle = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
type Thawed = (...args: unknown[]) => unknown;

declare const document: EventTarget;
declare const window: object;

/**
 * One end of contextBridge. The two worlds of a page share its DOM and nothing else: a custom event's `detail` is cloned
 * by Chromium on its way from one to the other, and is delivered before `dispatchEvent` returns.
 */
export class Bridge {
  readonly #there: string;
  readonly #functions = new Map<number, Thawed>();
  readonly #ids = new WeakMap<Thawed, number>();
  readonly #promises = new Map<number, Settle>();
  #lastId = 0;
  #answer: Outcome | undefined;

  constructor(token: string, here: "page" | "preload") {
    this.#there = `${token}-${here === "page" ? "preload" : "page"}`;
    document.addEventListener(
      `${token}-${here}`,
      (event) => {
        event.stopImmediatePropagation();
        this.#receive((event as CustomEvent).detail as Message);
      },
      true,
    );
  }

  /** Puts a frozen copy of `api` on the other world's window. */
  expose(key: string, api: unknown): void {
    this.#ask({ does: "expose", key, api: this.#pack(api) });
  }

  /** Sends a message that the other world answers at once. */
  #ask(message: Message): Crossing {
    const outer = this.#answer;
    this.#answer = undefined;
    try {
      this.#tell(message);
      // assigned by #receive while dispatchEvent ran, which the compiler cannot see
      const outcome = this.#answer as Outcome | undefined;
      if (!outcome) throw new Error("stand-in: the other world did not answer");
      if (!outcome.ok) throw errorOf(outcome.error);
      return outcome.value;
    } finally {
      this.#answer = outer;
    }
  }

  #tell(message: Message): void {
    document.dispatchEvent(new CustomEvent(this.#there, { detail: message }));
  }

  #receive(message: Message): void {
    switch (message.does) {
      case "answer":
        this.#answer = message.outcome;
        break;
      case "settle":
        this.#settle(message.id, message.outcome);
        break;
      case "expose":
        this.#reply(() => define(message.key, this.#unpack(message.api, true)));
        break;
      case "call":
        this.#reply(() => this.#functions.get(message.id)?.(...message.args.map((argument) => this.#unpack(argument))));
        break;
    }
  }

  #reply(work: () => unknown): void {
    this.#tell({ does: "answer", outcome: this.#outcomeOf(work) });
  }

  #outcomeOf(work: () => unknown): Outcome {
    try {
      return { ok: true, value: this.#pack(work()) };
    } catch (error) {
      return { ok: false, error: failureOf(error) };
    }
  }

  #settle(id: number, outcome: Outcome): void {
    const settle = this.#promises.get(id);
    this.#promises.delete(id);
    if (outcome.ok) settle?.resolve(this.#unpack(outcome.value));
    else settle?.reject(errorOf(outcome.error));
  }

  #pack(value: unknown): Crossing {
    return crossingOf(value, {
      leaveFunction: (left) => this.#leaveFunction(left),
      leavePromise: (left) => this.#leavePromise(left),
    });
  }

  #leaveFunction(value: Thawed): number {
    const id = this.#ids.get(value) ?? ++this.#lastId;
    this.#ids.set(value, id);
    this.#functions.set(id, value);
    return id;
  }

  #leavePromise(promise: Promise<unknown>): number {
    const id = ++this.#lastId;
    promise.then(
      (value) => this.#tell({ does: "settle", id, outcome: this.#outcomeOf(() => value) }),
      (error: unknown) => this.#tell({ does: "settle", id, outcome: { ok: false, error: failureOf(error) } }),
    );
    return id;
  }

  #unpack(crossing: Crossing, freeze = false): unknown {
    const keep = freeze ? frozen : <T>(value: T): T => value;
    switch (crossing.as) {
      case "data":
        return keep(crossing.data);
      case "function":
        return (...args: unknown[]) =>
          this.#unpack(
            this.#ask({ does: "call", id: crossing.id, args: args.map((argument) => this.#pack(argument)) }),
          );
      case "promise":
        return new Promise((resolve, reject) => this.#promises.set(crossing.id, { resolve, reject }));
      case "error":
        return errorOf(crossing.failure);
      case "array":
        return keep(crossing.items.map((item) => this.#unpack(item, freeze)));
      case "object":
        return keep(Object.fromEntries(crossing.entries.map(([key, item]) => [key, this.#unpack(item, freeze)])));
    }
  }
}

function define(key: string, api: unknown): void {
  if (key in window) throw new Error("Cannot bind an API on top of an existing property on the window object");
  Object.defineProperty(window, key, { value: api, writable: false, configurable: false, enumerable: true });
}
