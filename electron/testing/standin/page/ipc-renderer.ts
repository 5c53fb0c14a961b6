import { decode } from "./decode.ts";
import { Emitter } from "./emitter.ts";
import { encode } from "./encode.ts";
import type { FromPage, ToPage } from "./messages.ts";

/** A page's MessagePort; Node's type of that name is another. */
type PagePort = {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
};
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** The preload's end of IPC: what `require("electron").ipcRenderer` is. */
export class IpcRenderer extends Emitter {
  readonly #tell: (message: FromPage) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ports = new Map<string, PagePort>();
  #lastId = 0;

  constructor(tell: (message: FromPage) => void) {
    super();
    this.#tell = tell;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tell({ does: "send", channel, args: encode(args) });
  }

  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    this.#tell({ does: "invoke", id, channel, args: encode(args) });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  postMessage(channel: string, message: unknown, transfer: readonly PagePort[] = []): void {
    const ports = transfer.map((port) => this.#link(`page-${crypto.randomUUID()}`, port));
    this.#tell({ does: "post", channel, message: encode(message), ports });
  }

  receive(message: Exclude<ToPage, { does: "place files" }>): void {
    switch (message.does) {
      case "resolve":
        this.#settle(message.id)?.resolve(decode(message.value));
        break;
      case "reject":
        this.#settle(message.id)?.reject(new Error(message.message));
        break;
      case "send":
        this.emit(message.channel, this.#event([]), ...(decode(message.args) as unknown[]));
        break;
      case "post":
        this.emit(message.channel, this.#event(message.ports.map((id) => this.#arrive(id))), decode(message.message));
        break;
      case "port":
        this.#ports.get(message.port)?.postMessage(decode(message.data));
        break;
      case "close port":
        this.#ports.get(message.port)?.close();
        break;
    }
  }

  #event(ports: readonly PagePort[]): object {
    return { sender: this, ports };
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** Gives the page one end of a new channel; the other end speaks for the main process. */
  #arrive(id: string): PagePort {
    const { port1, port2 } = new MessageChannel() as unknown as { port1: PagePort; port2: PagePort };
    this.#link(id, port1);
    return port2;
  }

  #link(id: string, port: PagePort): string {
    this.#ports.set(id, port);
    port.onmessage = ({ data }: { data: unknown }) => this.#tell({ does: "port", port: id, data: encode(data) });
    return id;
  }
}
