import type { Session } from "../chromium/connection.ts";
import { complain } from "../diagnostics.ts";
import type { ToPage } from "../page/messages.ts";
import { receiverName } from "../page/page-script.ts";

const mostAtOnce = 500;

/** Messages to one preload, in order. Those sent while none is listening are lost, as in Electron. */
export class Outbox {
  readonly #session: Session;
  #context: number | undefined;
  #waiting: ToPage[] = [];
  #sending = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The preload in this JavaScript context has run: it can be told things. */
  open(context: number): void {
    this.#context = context;
  }

  close(context = this.#context): void {
    if (context !== this.#context) return;
    this.#context = undefined;
    this.#waiting = [];
  }

  post(message: ToPage): void {
    if (this.#context === undefined) return;
    this.#waiting.push(message);
    if (!this.#sending) void this.#send();
  }

  /** One command carries all that has gathered while the one before it was under way. */
  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#waiting.length > 0 && this.#context !== undefined) {
      const messages = this.#waiting.splice(0, mostAtOnce);
      await this.#deliver(messages, this.#context);
    }
    this.#sending = false;
  }

  async #deliver(messages: readonly ToPage[], context: number): Promise<void> {
    try {
      const { exceptionDetails } = await this.#session.send("Runtime.callFunctionOn", {
        executionContextId: context,
        functionDeclaration: `(messages) => ${receiverName}(messages)`,
        arguments: [{ value: messages }],
      });
      if (exceptionDetails) complain("stand-in: a page could not receive", exceptionDetails.exception?.description);
    } catch {
      // the page went away with its context: so do messages to it
      this.close(context);
    }
  }
}
