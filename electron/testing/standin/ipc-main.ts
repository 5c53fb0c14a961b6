import { EventEmitter } from "node:events";
import type { Double } from "./double.ts";

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

/** `electron.ipcMain`. */
export class IpcMain extends EventEmitter implements Double<Electron.IpcMain> {
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    super();
    this.setMaxListeners(0);
  }

  handle(channel: string, handler: Handler): void {
    if (typeof handler !== "function") throw new TypeError("Expected handler to be a function");
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs the handler of a channel. */
  async answer(channel: string, event: Electron.IpcMainInvokeEvent, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  }
}
