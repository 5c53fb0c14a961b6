import type { Desktop } from "../desktop.ts";
import { complain } from "../diagnostics.ts";
import { preventable } from "../event.ts";
import { StandInPort, type PortPeer } from "../message-port.ts";
import { decode } from "../page/decode.ts";
import { encode } from "../page/encode.ts";
import type { FromPage } from "../page/messages.ts";
import { bindingName } from "../page/page-script.ts";
import type { StandInFrame } from "./frames.ts";
import type { PageTarget } from "./page-target.ts";
import type { StandInContents } from "./web-contents.ts";

type Answerable = Extract<FromPage, { does: "invoke" }>;

/** What a page's preloads send: each message finds its handler, and each reply the frame that asked. */
export class Mail {
  readonly #contents: StandInContents;
  readonly #desktop: Desktop;
  readonly #ports = new Map<string, PortPeer>();

  constructor(contents: StandInContents, desktop: Desktop) {
    this.#contents = contents;
    this.#desktop = desktop;
  }

  /** Opens the box: a preload that has run can be told things, the first of which is where files lie. */
  listen({ session, frames }: PageTarget): void {
    session.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      const frame = frames.frameOf(executionContextId);
      if (name !== bindingName || !frame) return;
      const message = JSON.parse(payload) as FromPage;
      if (message.does === "start") {
        frame.outbox.open(executionContextId);
        this.#placeFiles(frame);
      } else this.#receive(frame, message);
    });
  }

  /** Tells preloads where the test has placed files. */
  placeFiles(frames: Iterable<StandInFrame>): void {
    for (const frame of frames) this.#placeFiles(frame);
  }

  #placeFiles(frame: StandInFrame): void {
    frame.outbox.post({ does: "place files", paths: this.#desktop.record.filePaths });
  }

  #receive(frame: StandInFrame, message: Exclude<FromPage, { does: "start" }>): void {
    switch (message.does) {
      case "title":
        this.#contents.retitle(message.title);
        break;
      case "fail":
        this.#contents.reportPreload(Object.assign(new Error(message.message), { stack: message.stack }));
        break;
      case "invoke":
        void this.#answer(frame, message);
        break;
      case "send":
        this.#hand(frame, message.channel, [], decode(message.args) as unknown[]);
        break;
      case "post": {
        const ports = message.ports.map((id) => this.#adopt(frame, id));
        this.#hand(frame, message.channel, ports, [decode(message.message)]);
        break;
      }
      case "port":
        this.#ports.get(message.port)?.receive(message.data);
        break;
      case "close port":
        this.#ports.get(message.port)?.close();
        break;
    }
  }

  /** Sends ports of the main process to a page. */
  post(frame: StandInFrame, channel: string, message: unknown, transfer: readonly StandInPort[]): void {
    const moves = transfer.map((port) => ({ id: `main-${crypto.randomUUID()}`, port }));
    frame.outbox.post({ does: "post", channel, message: encode(message), ports: moves.map(({ id }) => id) });
    for (const { id, port } of moves) {
      const otherEnd = port.transfer(remoteEnd(frame, id));
      if (otherEnd) this.#ports.set(id, otherEnd);
    }
  }

  #event(frame: StandInFrame) {
    return preventable({
      type: "frame" as const,
      processId: frame.processId,
      frameId: frame.routingId,
      sender: this.#contents as unknown as Electron.WebContents,
      senderFrame: frame as unknown as Electron.WebFrameMain,
    });
  }

  async #answer(frame: StandInFrame, { id, channel, args }: Answerable): Promise<void> {
    try {
      const value = await this.#desktop.ipcMain.answer(channel, this.#event(frame), decode(args) as unknown[]);
      frame.outbox.post({ does: "resolve", id, value: encode(value) });
    } catch (error) {
      complain(`Error occurred in handler for '${channel}':`, error);
      // only an error's text reaches the page
      const message = `Error invoking remote method '${channel}': ${String(error)}`;
      frame.outbox.post({ does: "reject", id, message });
    }
  }

  #hand(frame: StandInFrame, channel: string, ports: readonly StandInPort[], args: readonly unknown[]): void {
    const reply = (answer: string, ...rest: unknown[]): void => frame.send(answer, ...rest);
    this.#desktop.ipcMain.emit(channel, Object.assign(this.#event(frame), { ports, reply }), ...args);
  }

  #adopt(frame: StandInFrame, id: string): StandInPort {
    const port = new StandInPort();
    port.connect(remoteEnd(frame, id));
    this.#ports.set(id, port);
    return port;
  }
}

/** The end of a channel that a page holds. */
function remoteEnd(frame: StandInFrame, port: string): PortPeer {
  return {
    receive: (data) => frame.outbox.post({ does: "port", port, data }),
    close: () => frame.outbox.post({ does: "close port", port }),
  };
}
