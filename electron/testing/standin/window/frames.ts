import { EventEmitter } from "node:events";
import type { Session } from "../chromium/connection.ts";
import type { Double } from "../double.ts";
import { undisguise } from "../network/scheme-host.ts";
import { encode } from "../page/encode.ts";
import { refuseTheRest } from "../refusal.ts";
import { Outbox } from "./outbox.ts";

/** The name of the JavaScript world that preloads run in. */
export const preloadWorld = "Electron Isolated Context";

/** `electron.WebFrameMain`: a document's frame, as `event.senderFrame` shows it. */
export class StandInFrame extends EventEmitter implements Double<Electron.WebFrameMain> {
  readonly #tree: Frames;
  readonly outbox: Outbox;
  readonly processId = 1;
  readonly routingId: number;
  readonly parent: Electron.WebFrameMain | null;
  readonly #parent: StandInFrame | undefined;
  url = "";
  name = "";
  detached = false;

  constructor(tree: Frames, session: Session, routingId: number, parent: StandInFrame | undefined) {
    super();
    this.#tree = tree;
    this.outbox = new Outbox(session);
    this.routingId = routingId;
    this.#parent = parent;
    this.parent = (parent as unknown as Electron.WebFrameMain | undefined) ?? null;
    refuseTheRest("WebFrameMain", this);
  }

  get origin(): string {
    return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(this.url)?.[0] ?? "null";
  }

  get top(): Electron.WebFrameMain | null {
    return this.#parent ? this.#parent.top : (this as unknown as Electron.WebFrameMain);
  }

  get frames(): Electron.WebFrameMain[] {
    return this.#tree.childrenOf(this) as unknown as Electron.WebFrameMain[];
  }

  get frameTreeNodeId(): number {
    return this.routingId;
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  send(channel: string, ...args: unknown[]): void {
    this.outbox.post({ does: "send", channel, args: encode(args) });
  }
}

/** The frames of a page, kept from what Chromium tells of them. */
export class Frames {
  readonly main: StandInFrame;
  readonly #session: Session;
  readonly #frames = new Map<string, StandInFrame>();
  readonly #contexts = new Map<number, StandInFrame>();

  constructor(session: Session, mainId: string) {
    this.#session = session;
    this.main = this.#add(mainId, undefined);
    session
      .on("Page.frameAttached", ({ frameId, parentFrameId }) => this.#add(frameId, this.#frames.get(parentFrameId)))
      .on("Page.frameNavigated", ({ frame }) => {
        const known = this.#frames.get(frame.id);
        if (known)
          Object.assign(known, { url: undisguise(frame.url + (frame.urlFragment ?? "")), name: frame.name ?? "" });
      })
      .on("Page.navigatedWithinDocument", ({ frameId, url }) => {
        const known = this.#frames.get(frameId);
        if (known) known.url = undisguise(url);
      })
      .on("Page.frameDetached", ({ frameId }) => this.#remove(frameId))
      .on("Runtime.executionContextCreated", ({ context }) => {
        const { frameId } = context.auxData as { readonly frameId?: string };
        const frame = this.#frames.get(frameId ?? "");
        if (frame && context.name === preloadWorld) this.#contexts.set(context.id, frame);
      })
      .on("Runtime.executionContextDestroyed", ({ executionContextId }) => this.#forget(executionContextId))
      .on("Runtime.executionContextsCleared", () => this.forgetContexts());
  }

  frameOf(context: number): StandInFrame | undefined {
    return this.#contexts.get(context);
  }

  isMain(frameId: string): boolean {
    return this.#frames.get(frameId) === this.main;
  }

  find(frameId: string): StandInFrame | undefined {
    return this.#frames.get(frameId);
  }

  childrenOf(parent: StandInFrame): StandInFrame[] {
    return [...this.#frames.values()].filter((frame) => frame.parent === (parent as unknown));
  }

  [Symbol.iterator](): Iterator<StandInFrame> {
    return this.#frames.values();
  }

  /** The renderer is gone: no preload of this page can be told anything. */
  forgetContexts(): void {
    for (const context of [...this.#contexts.keys()]) this.#forget(context);
  }

  #add(id: string, parent: StandInFrame | undefined): StandInFrame {
    const frame = new StandInFrame(this, this.#session, this.#frames.size + 1, parent);
    this.#frames.set(id, frame);
    return frame;
  }

  #remove(id: string): void {
    const frame = this.#frames.get(id);
    this.#frames.delete(id);
    if (frame) frame.detached = true;
  }

  #forget(context: number): void {
    this.#contexts.get(context)?.outbox.close(context);
    this.#contexts.delete(context);
  }
}
