import type { CDPSession } from "playwright-core";

/** Not a value: a name through which `typeof` can fill in the generic methods of Playwright's type. */
export declare const session: CDPSession;

/** A command of Chromium's DevTools protocol, as Playwright's types list them. */
export type Command = Parameters<typeof session.send>[0];

/** What a command takes. */
export type ParametersOf<C extends Command> = Parameters<typeof session.send<C>>[1];

/** What a command answers. */
export type AnswerOf<C extends Command> = Awaited<ReturnType<typeof session.send<C>>>;

/** The events of the DevTools protocol that the stand-in listens to. */
export type EventName =
  | "Fetch.requestPaused"
  | "Inspector.targetCrashed"
  | "Page.domContentEventFired"
  | "Page.frameAttached"
  | "Page.frameDetached"
  | "Page.frameNavigated"
  | "Page.frameRequestedNavigation"
  | "Page.frameStartedNavigating"
  | "Page.loadEventFired"
  | "Page.navigatedWithinDocument"
  | "Page.windowOpen"
  | "Runtime.bindingCalled"
  | "Runtime.consoleAPICalled"
  | "Runtime.executionContextCreated"
  | "Runtime.executionContextDestroyed"
  | "Runtime.executionContextsCleared"
  | "Target.targetCreated"
  | "Target.targetDestroyed";

/** What an event tells. */
export type PayloadOf<E extends EventName> = Parameters<Parameters<typeof session.on<E>>[1]>[0];

/** One message from Chromium: the answer to a command, or an event. */
export type Incoming = {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
};
