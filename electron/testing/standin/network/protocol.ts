import type { Double } from "../double.ts";

/** Answers the requests of one scheme. */
export type SchemeHandler = Parameters<Electron.Protocol["handle"]>[1];

/** `electron.protocol`: the schemes that the app answers itself. */
export class StandInProtocol implements Double<Electron.Protocol> {
  readonly schemes = new Set<string>();
  readonly #handlers = new Map<string, SchemeHandler>();
  readonly #isReady: () => boolean;

  constructor(isReady: () => boolean) {
    this.#isReady = isReady;
  }

  registerSchemesAsPrivileged(schemes: readonly Electron.CustomScheme[]): void {
    if (this.#isReady()) {
      throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    }
    for (const { scheme } of schemes) this.schemes.add(scheme);
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (!this.#isReady()) throw new Error("protocol.handle can only be called after app is ready");
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!this.schemes.has(scheme)) throw new Error(`stand-in: ${scheme} is not registered as privileged`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  handlerOf(url: string): SchemeHandler | undefined {
    return this.#handlers.get(url.slice(0, url.indexOf(":")));
  }
}
